package org.carafe.mail.control;

import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import java.util.ArrayList;
import java.util.Hashtable;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import javax.naming.NamingException;
import javax.naming.directory.Attribute;
import javax.naming.directory.InitialDirContext;
import org.carafe.core.config.Configuration;
import org.carafe.core.doctor.Check;
import org.carafe.core.doctor.Finding;
import org.carafe.mail.DeliveryFailure;
import org.carafe.mail.Dkim;
import org.carafe.mail.MailSettings;
import org.carafe.mail.RelayCall;

/**
 * Whether the relay answers, encrypts and accepts our account, and whether the DNS lets us send for
 * the domain: SPF (RFC 7208), DKIM (RFC 6376) and DMARC (RFC 7489).
 */
public final class RelayCheck implements Check {
  private static final String SUBJECT = "mail relay";

  @Override
  public List<Finding> findings(Configuration configuration) {
    if (!MailSettings.goesToRelay(configuration)) {
      return List.of(Finding.ok(SUBJECT, "None is needed: mail stays in the inbox."));
    }
    Optional<String> host = configuration.find(MailSettings.SMTP_HOST);
    if (host.isEmpty()) {
      return List.of(); // The configuration's own problem.
    }
    var findings = new ArrayList<Finding>();
    String where = host.orElseThrow() + ":" + configuration.get(MailSettings.SMTP_PORT);
    findings.addAll(relay(where, configuration));
    domain(configuration.get(MailSettings.FROM))
        .ifPresent(domain -> findings.addAll(dns(domain, configuration)));
    return findings;
  }

  private static List<Finding> dns(String domain, Configuration configuration) {
    var findings = new ArrayList<Finding>();
    String from = configuration.find(MailSettings.BOUNCE_ADDRESS).orElse("@" + domain);
    String returned = from.substring(from.lastIndexOf('@') + 1); // what SPF is asked for
    findings.add(record("SPF", returned, text -> text.startsWith("v=spf1"), "v=spf1 mx -all"));
    Dkim.publicKey(configuration)
        .ifPresent(
            key -> {
              String selector = configuration.get(MailSettings.DKIM_SELECTOR) + "._domainkey.";
              String signed = configuration.find(MailSettings.DKIM_DOMAIN).orElse(domain);
              findings.add(
                  record(
                      "DKIM",
                      selector + signed,
                      text -> holds(text, key),
                      "v=DKIM1; k=rsa; p=" + key));
            });
    findings.add(
        record(
            "DMARC",
            "_dmarc." + domain,
            text -> text.startsWith("v=DMARC1"),
            "v=DMARC1; p=reject"));
    return findings;
  }

  /** Whether a record holds this key (RFC 6376, 3.6.1), and not another or a revoked one. */
  static boolean holds(String record, String key) {
    return Stream.of(record.split(";", -1))
        .map(tag -> tag.replaceAll("\\s", ""))
        .anyMatch(tag -> tag.equals("p=" + key));
  }

  private static List<Finding> relay(String where, Configuration configuration) {
    Optional<String> user = configuration.find(MailSettings.SMTP_USER);
    try {
      RelayCall call = RelayCall.make(configuration);
      var findings = new ArrayList<Finding>();
      findings.add(
          Finding.ok(
              SUBJECT,
              where
                  + " lets us in"
                  + (call.encrypted() ? ", by TLS" : "")
                  + (call.signedIn() ? ", as " + user.orElse("") : "")
                  + "."));
      if (user.isPresent() && !call.signedIn()) {
        findings.add(
            Finding.note(
                SUBJECT,
                "It wants no account, so mail.smtp.user is of no use.",
                "Take mail.smtp.user away, or ask whoever runs the relay."));
      }
      return findings;
    } catch (DeliveryFailure failure) {
      String remedy = failure.remedy().isEmpty() ? "Ask whoever runs the relay." : failure.remedy();
      return List.of(Finding.wrong(SUBJECT, where + ": " + failure.answer(), remedy));
    }
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

  private static Finding record(
      String subject, String name, Predicate<String> wanted, String example) {
    try {
      return texts(name).stream().map(text -> text.replace("\"", "")).anyMatch(wanted)
          ? Finding.ok(subject, "The DNS has it at " + name + ".")
          : Finding.wrong(
              subject,
              "The DNS has none that fits at " + name + ": others may take our mail for forged.",
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
