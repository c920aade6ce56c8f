package org.carafe.testing;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * An SMTP relay on the loopback interface that takes mail quickly, or behaves as badly as it is
 * told. It keeps no more than each mail's recipient and Message-ID, so that it can take very many.
 *
 * <pre>{@code
 * try (var relay = MoodyRelay.start(0, mail -> mail.before() == 0 ? Mood.LOSES : Mood.TAKES)) {
 *   …
 *   assertThat(relay.taken()).hasSize(2);
 * }
 * }</pre>
 */
public final class MoodyRelay implements AutoCloseable {
  private static final int CR = 13;
  private static final int LF = 10;

  /**
   * What the relay does with a mail.
   *
   * @param answer the reply to its end; null to hang up without one
   * @param taken whether the relay keeps the mail
   * @param delay before the reply
   */
  public record Mood(@Nullable String answer, boolean taken, Duration delay) {
    /** 250: the mail is the relay's. */
    public static final Mood TAKES = new Mood("250 2.0.0 taken", true, Duration.ZERO);

    /** The mail is the relay's, but the connection breaks before it says so. */
    public static final Mood LOSES = new Mood(null, true, Duration.ZERO);

    /** 451: not now. */
    public static final Mood DEFERS = new Mood("451 4.7.1 come back later", false, Duration.ZERO);

    /** 550: never. */
    public static final Mood REFUSES = new Mood("550 5.1.1 no such user", false, Duration.ZERO);

    /** 250: of a recipient. */
    public static final Mood KNOWS = new Mood("250 2.1.5 fine", false, Duration.ZERO);

    /** 550: there is no such recipient. */
    public static final Mood KNOWS_NOT =
        new Mood("550 5.1.1 no such mailbox", false, Duration.ZERO);

    /** 421: of a recipient, and the end of the connection. */
    public static final Mood HANGS_UP = new Mood("421 4.7.0 not now", false, Duration.ZERO);

    /** The same, in other words. */
    public Mood saying(@Nullable String words) {
      return new Mood(words, taken, delay);
    }

    /** The same, after a while. */
    public Mood after(Duration wait) {
      return new Mood(answer, taken, wait);
    }
  }

  /**
   * A mail that the relay is given.
   *
   * @param before how often it was given it before
   */
  public record Given(String recipient, String messageId, int before) {}

  /** Decides about each mail. */
  @FunctionalInterface
  public interface Temper {
    Mood mood(Given mail);
  }

  /**
   * What guards the relay's door.
   *
   * @param certificate what it shows; null where it does not encrypt
   * @param atOnce whether it speaks TLS from the first byte, instead of by STARTTLS
   * @param account user and password, with a space between; null where it wants none
   */
  public record Door(
      @Nullable RelayCertificate certificate, boolean atOnce, @Nullable String account) {
    /** Open to everybody. */
    public static final Door OPEN = new Door(null, false, null);
  }

  private final ServerSocket socket;
  private final Set<Socket> clients = ConcurrentHashMap.newKeySet();
  private final ConcurrentHashMap<String, AtomicInteger> given = new ConcurrentHashMap<>();
  private final Queue<Given> taken = new ConcurrentLinkedQueue<>();
  private final AtomicInteger count = new AtomicInteger();
  private final List<String> accounts = new CopyOnWriteArrayList<>();
  private volatile Temper temper;
  private volatile Door door = Door.OPEN;
  private volatile Function<String, Mood> manners = any -> Mood.KNOWS;

  private MoodyRelay(ServerSocket socket, Temper temper) {
    this.socket = socket;
    this.temper = temper;
  }

  /** Listens on this port, or on a free one for 0. */
  public static MoodyRelay start(int port, Temper temper) {
    try {
      var socket = new ServerSocket();
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 100);
      var relay = new MoodyRelay(socket, temper);
      daemon(relay::serve, "relay");
      return relay;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public int port() {
    return socket.getLocalPort();
  }

  public void change(Temper other) {
    temper = other;
  }

  /** Lets whoever comes from now on in by this door alone. */
  public void guard(Door by) {
    door = by;
  }

  /** Says at once of these recipients that it does not know them. */
  public void forget(Predicate<String> recipients) {
    receive(recipient -> recipients.test(recipient) ? Mood.KNOWS_NOT : Mood.KNOWS);
  }

  /** What it does when it is told of a recipient. */
  public void receive(Function<String, Mood> recipients) {
    manners = recipients;
  }

  /** Who signed in, or tried to: user and password, with a space between. */
  public List<String> accounts() {
    return List.copyOf(accounts);
  }

  /** Every mail it took, as often as it took it. */
  public List<Given> taken() {
    return new ArrayList<>(taken);
  }

  public int count() {
    return count.get();
  }

  private static void daemon(Runnable task, String name) {
    var thread = new Thread(task, name);
    thread.setDaemon(true);
    thread.start();
  }

  private void serve() {
    while (!socket.isClosed()) {
      try {
        Socket client = socket.accept();
        client.setTcpNoDelay(true);
        clients.add(client);
        daemon(() -> talk(client), "relay-client");
      } catch (IOException closed) {
        return;
      }
    }
  }

  private void talk(Socket client) {
    Door entered = door;
    try (client) {
      RelayCertificate certificate = entered.certificate();
      Conversation conversation =
          certificate != null && entered.atOnce()
              ? new Conversation(certificate.encrypt(client), true, entered)
              : new Conversation(client, false, entered);
      say(conversation.out, "220 relay.example");
      while (conversation != null) {
        conversation = conversation.goOn();
      }
    } catch (IOException | InterruptedException hungUp) {
      // what was under way is lost, as with any server that dies
    } finally {
      clients.remove(client);
    }
  }

  /** What is said until the connection ends, or is encrypted and begins anew. */
  private final class Conversation {
    private final Socket socket;
    private final boolean encrypted;
    private final Door entered;
    private final InputStream in;
    private final OutputStream out;
    private boolean signedIn;
    private String recipient = "";

    Conversation(Socket socket, boolean encrypted, Door entered) throws IOException {
      this.socket = socket;
      this.encrypted = encrypted;
      this.entered = entered;
      this.in = new BufferedInputStream(socket.getInputStream(), 32_768);
      this.out = new BufferedOutputStream(socket.getOutputStream());
      this.signedIn = entered.account() == null;
    }

    @Nullable Conversation goOn() throws IOException, InterruptedException {
      for (String line = line(in); line != null; line = line(in)) {
        String verb = verb(line);
        RelayCertificate certificate = entered.certificate();
        if (verb.equals("STAR") && certificate != null && !encrypted) {
          say(out, "220 2.0.0 go on");
          return new Conversation(certificate.encrypt(socket), true, entered);
        }
        if (verb.equals("QUIT") || !answer(verb, line)) {
          return null;
        }
      }
      return null;
    }

    /** Answers whether the conversation goes on. */
    private boolean answer(String verb, String line) throws IOException, InterruptedException {
      switch (verb) {
        case "EHLO" -> say(out, extensions());
        case "AUTH" -> signIn(line);
        case "MAIL" -> say(out, signedIn ? "250 2.1.0 fine" : "530 5.7.0 authentication required");
        case "RCPT" -> {
          recipient = line.substring(line.indexOf('<') + 1, line.lastIndexOf('>'));
          return receive(manners.apply(recipient));
        }
        case "DATA" -> {
          say(out, "354 go on");
          return take(in, out, recipient);
        }
        default -> say(out, "250 2.0.0 fine");
      }
      return true;
    }

    private boolean receive(Mood mood) throws IOException, InterruptedException {
      if (!mood.delay().isZero()) {
        Thread.sleep(mood.delay().toMillis());
      }
      String answer = mood.answer();
      if (answer != null) {
        say(out, answer);
      }
      return answer != null && !answer.startsWith("421");
    }

    private String extensions() {
      boolean offersTls = entered.certificate() != null && !encrypted;
      return "250-relay.example\r\n250-8BITMIME\r\n"
          + (offersTls ? "250-STARTTLS\r\n" : "")
          + (entered.account() != null ? "250-AUTH PLAIN\r\n" : "")
          + "250 ENHANCEDSTATUSCODES";
    }

    /** RFC 4616: an identity, the user and the password, each ended by a zero. */
    private void signIn(String line) throws IOException {
      String[] words = line.split(" ", 3);
      String encoded = words.length == 3 ? words[2] : asked();
      String[] parts = new String(Base64.getDecoder().decode(encoded), UTF_8).split("\0", 3);
      String account = parts.length == 3 ? parts[1] + " " + parts[2] : "";
      accounts.add(account);
      signedIn = account.equals(entered.account());
      say(out, signedIn ? "235 2.7.0 welcome" : "535 5.7.8 bad credentials");
    }

    private String asked() throws IOException {
      say(out, "334 ");
      String answer = line(in);
      return answer == null ? "" : answer;
    }
  }

  private boolean take(InputStream in, OutputStream out, String recipient)
      throws IOException, InterruptedException {
    String messageId = "";
    boolean headers = true;
    for (String line = line(in); !".".equals(line); line = line(in)) {
      if (line == null) {
        return false;
      }
      if (headers && line.regionMatches(true, 0, "Message-ID:", 0, 11)) {
        messageId = line.substring(11).strip();
      }
      headers = headers && !line.isEmpty();
    }
    int before = given.computeIfAbsent(messageId, any -> new AtomicInteger()).getAndIncrement();
    var mail = new Given(recipient, messageId, before);
    Mood mood = temper.mood(mail);
    if (!mood.delay().isZero()) {
      Thread.sleep(mood.delay().toMillis());
    }
    if (mood.taken() && !socket.isClosed()) {
      taken.add(mail);
      count.incrementAndGet();
    }
    if (mood.answer() == null) {
      return false;
    }
    say(out, mood.answer());
    return true;
  }

  private static String verb(String line) {
    return line.length() < 4 ? line : line.substring(0, 4).toUpperCase(Locale.ROOT);
  }

  private static void say(OutputStream out, String answer) throws IOException {
    out.write((answer + "\r\n").getBytes(ISO_8859_1));
    out.flush();
  }

  private static @Nullable String line(InputStream in) throws IOException {
    var line = new ByteArrayOutputStream(80);
    for (int next = in.read(); next != -1; next = in.read()) {
      if (next == LF) {
        return line.toString(ISO_8859_1);
      }
      if (next != CR) {
        line.write(next);
      }
    }
    return null;
  }

  /** Dies: every connection breaks. */
  @Override
  public void close() {
    try {
      socket.close();
      for (Socket client : clients) {
        client.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
