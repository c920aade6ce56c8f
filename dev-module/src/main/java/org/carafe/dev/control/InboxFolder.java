package org.carafe.dev.control;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.mail.MessagingException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.carafe.core.Application;
import org.carafe.core.HttpError;
import org.carafe.core.config.Profile;
import org.carafe.core.config.Setting;

/**
 * The folder that keeps the inbox's mail, a file {@code <milliseconds>-<hash>.eml} each, so that
 * other programs can open it as well.
 */
@ApplicationScoped
public class InboxFolder {

  public static final Setting<String> FOLDER =
      Setting.text("dev.mail.folder")
          .byDefault("var/mail")
          .doc("Where the development inbox keeps its mail.");

  /** The page lists no more than this. */
  static final int SHOWN = 200;

  private static final Pattern ID = Pattern.compile("\\d{13}-[0-9a-f]{8}");
  private static final String EXTENSION = ".eml";

  private final Supplier<Path> folder;

  public InboxFolder() {
    this(InboxFolder::configured);
  }

  InboxFolder(Supplier<Path> folder) {
    this.folder = folder;
  }

  private static Path configured() {
    var configuration = Application.current().configuration();
    if (configuration.profile() == Profile.PROD) {
      throw HttpError.notFound("There is no inbox in production.");
    }
    return Path.of(configuration.get(FOLDER));
  }

  /** What writes a message. */
  interface Source {
    void writeTo(OutputStream out) throws IOException, MessagingException;
  }

  /** Keeps a mail. One with the same time and Message-ID takes the place of the earlier. */
  void keep(Instant writtenAt, String messageId, Source source)
      throws IOException, MessagingException {
    Path inbox = Files.createDirectories(folder.get());
    // The random part of a UUID of the name is as good a hash as any
    String hash = UUID.nameUUIDFromBytes(messageId.getBytes(UTF_8)).toString().substring(0, 8);
    Path file = inbox.resolve(writtenAt.toEpochMilli() + "-" + hash + EXTENSION);
    Path unfinished = Files.createTempFile(inbox, "new", ".tmp");
    try (OutputStream out = Files.newOutputStream(unfinished)) {
      source.writeTo(out);
    }
    Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
  }

  /** The newest mails, newest first. */
  public List<ReceivedMail> newest() throws IOException, MessagingException {
    return newest("");
  }

  /** The newest mails that have this in their subject, people or text, newest first. */
  public List<ReceivedMail> newest(String search) throws IOException, MessagingException {
    List<ReceivedMail> mails = new ArrayList<>();
    for (Path file : newestFiles()) {
      Optional<ReceivedMail> mail = find(id(file));
      if (mail.isPresent() && mail.orElseThrow().has(search)) {
        mails.add(mail.orElseThrow());
      }
      if (mails.size() == SHOWN) {
        break;
      }
    }
    return mails;
  }

  private List<Path> newestFiles() throws IOException {
    List<Path> files = files();
    files.sort(Comparator.comparing((Path file) -> file.getFileName().toString()).reversed());
    return files;
  }

  /** Another text whenever a mail came or went. */
  public String state() throws IOException {
    List<Path> files = newestFiles();
    return files.isEmpty() ? "0" : files.size() + "-" + id(files.get(0));
  }

  /** Deletes one mail; answers whether it was there. */
  public boolean delete(String id) throws IOException {
    return ID.matcher(id).matches() && Files.deleteIfExists(folder.get().resolve(id + EXTENSION));
  }

  /** The mail with this id; empty if there is none. */
  public Optional<ReceivedMail> find(String id) throws IOException, MessagingException {
    if (!ID.matcher(id).matches()) {
      return Optional.empty();
    }
    Instant writtenAt = Instant.ofEpochMilli(Long.parseLong(id.substring(0, id.indexOf('-'))));
    try {
      byte[] source = Files.readAllBytes(folder.get().resolve(id + EXTENSION));
      return Optional.of(new ReceivedMail(id, writtenAt, source));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
  }

  /** Deletes every mail; answers how many there were. */
  public int clear() throws IOException {
    List<Path> files = files();
    for (Path file : files) {
      Files.deleteIfExists(file);
    }
    return files.size();
  }

  private List<Path> files() throws IOException {
    List<Path> files = new ArrayList<>();
    if (Files.isDirectory(folder.get())) {
      try (DirectoryStream<Path> inbox = Files.newDirectoryStream(folder.get(), "*" + EXTENSION)) {
        for (Path file : inbox) {
          if (ID.matcher(id(file)).matches()) {
            files.add(file);
          }
        }
      }
    }
    return files;
  }

  private static String id(Path file) {
    String name = file.getFileName().toString();
    return name.substring(0, name.length() - EXTENSION.length());
  }
}
