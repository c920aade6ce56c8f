package org.carafe.mail.control;

import static java.nio.charset.StandardCharsets.US_ASCII;

import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.Hashtable;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javax.naming.NamingException;
import javax.naming.directory.Attribute;
import javax.naming.directory.InitialDirContext;
import org.carafe.core.config.Configuration;
import org.carafe.core.config.Profile;
import org.carafe.core.doctor.Check;
import org.carafe.core.doctor.Finding;
import org.carafe.mail.MailSettings;

/**
 * Whether the relay answers and encrypts, and whether the DNS lets us send for the domain: SPF (RFC
 * 7208), DKIM (RFC 6376) and DMARC (RFC 7489).
 */
public final class RelayCheck implements Check {
  private static final int PATIENCE_MILLIS = 5000;

  @Override
  public List<Finding> findings(Configuration configuration) {
    String transport = configuration.find(MailSettings.TRANSPORT).orElse("");
    boolean inbox = configuration.profile() == Profile.DEV && !transport.equals("smtp");
    if (inbox || transport.equals("inbox")) {
      return List.of(Finding.ok("mail relay", "None is needed: mail stays in the inbox."));
    }
    Optional<String> host = configuration.find(MailSettings.SMTP_HOST);
    if (host.isEmpty()) {
      return List.of(); // The configuration's own problem.
    }
    var findings = new ArrayList<Finding>();
    findings.add(relay(host.orElseThrow(), configuration.get(MailSettings.SMTP_PORT)));
    domain(configuration.get(MailSettings.FROM))
        .ifPresent(
            domain -> {
              findings.add(record("SPF", domain, "v=spf1", "v=spf1 mx -all"));
              if (configuration.isGiven(MailSettings.DKIM_KEY)) {
                String key = configuration.get(MailSettings.DKIM_SELECTOR) + "._domainkey.";
                String signed = configuration.find(MailSettings.DKIM_DOMAIN).orElse(domain);
                findings.add(record("DKIM", key + signed, "v=DKIM1", "v=DKIM1; k=rsa; p=…"));
              }
              findings.add(record("DMARC", "_dmarc." + domain, "v=DMARC1", "v=DMARC1; p=reject"));
            });
    return findings;
  }

  private static Finding relay(String host, int port) {
    String where = host + ":" + port;
    try (var socket = new Socket()) {
      socket.connect(new InetSocketAddress(host, port), PATIENCE_MILLIS);
      socket.setSoTimeout(PATIENCE_MILLIS);
      if (port == 465) {
        return Finding.ok("mail relay", where + " takes connections; it speaks TLS at once.");
      }
      var in = new BufferedReader(new InputStreamReader(socket.getInputStream(), US_ASCII));
      String greeting = answer(in);
      if (!greeting.startsWith("220")) {
        return Finding.wrong(
            "mail relay", where + " answers “" + greeting + "”.", "Ask whoever runs the relay.");
      }
      socket.getOutputStream().write("EHLO doctor.invalid\r\n".getBytes(US_ASCII));
      boolean encrypts = answer(in).toUpperCase(Locale.ROOT).contains("STARTTLS");
      socket.getOutputStream().write("QUIT\r\n".getBytes(US_ASCII));
      return encrypts || socket.getInetAddress().isLoopbackAddress()
          ? Finding.ok("mail relay", where + " answers" + (encrypts ? " and encrypts." : "."))
          : Finding.wrong(
              "mail relay",
              where + " offers no STARTTLS.",
              "Let the relay encrypt, or use its port for TLS, mostly 465.");
    } catch (IOException failure) {
      return Finding.wrong(
          "mail relay",
          where + " cannot be reached: " + failure.getMessage() + ".",
          "Correct mail.smtp.host and mail.smtp.port, or open the firewall for them.");
    }
  }

  /** All lines of one answer (RFC 5321, 4.2.1). */
  private static String answer(BufferedReader in) throws IOException {
    var answer = new StringBuilder();
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      answer.append(line).append(' ');
      if (line.length() < 4 || line.charAt(3) != '-') {
        break;
      }
    }
    return answer.toString().strip();
  }

  private static Optional<String> domain(String from) {
    try {
      String address = new InternetAddress(from).getAddress();
      String domain = address.substring(address.lastIndexOf('@') + 1);
      return Optional.of(domain).filter(name -> name.contains("."));
    } catch (AddressException unreadable) {
      return Optional.empty();
    }
  }

  private static Finding record(String subject, String name, String begins, String example) {
    try {
      return texts(name).stream().anyMatch(text -> text.replace("\"", "").startsWith(begins))
          ? Finding.ok(subject, "The DNS has it at " + name + ".")
          : Finding.wrong(
              subject,
              "The DNS has none at " + name + ": others may take our mail for forged.",
              "Add a TXT record such as “" + example + "”.");
    } catch (NamingException failure) {
      return Finding.note(
          subject,
          "The DNS could not be asked for " + name + ".",
          "Ask again from a machine that reaches it: dig TXT " + name);
    }
  }

  // TXT records alone, which are plain text, of a configured name; JNDI takes a Hashtable.
  @SuppressWarnings({"BanJNDI", "JdkObsolete"})
  private static List<String> texts(String name) throws NamingException {
    var environment = new Hashtable<String, String>();
    environment.put("java.naming.factory.initial", "com.sun.jndi.dns.DnsContextFactory");
    environment.put("com.sun.jndi.dns.timeout.initial", "1500");
    environment.put("com.sun.jndi.dns.timeout.retries", "1");
    var dns = new InitialDirContext(environment);
    try {
      Attribute found = dns.getAttributes("dns:/" + name, new String[] {"TXT"}).get("TXT");
      var texts = new ArrayList<String>();
      for (int i = 0; found != null && i < found.size(); i++) {
        texts.add(String.valueOf(found.get(i)));
      }
      return texts;
    } catch (javax.naming.NameNotFoundException none) {
      return List.of();
    } finally {
      dns.close();
    }
  }
}
