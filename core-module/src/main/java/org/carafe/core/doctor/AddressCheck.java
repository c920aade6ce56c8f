package org.carafe.core.doctor;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import org.carafe.core.config.Configuration;
import org.carafe.core.config.CoreSettings;
import org.carafe.core.config.Profile;

/** The site's address, and what follows from it for cookies and the proxy. */
public final class AddressCheck implements Check {
  private static final String SUBJECT = "base URL";

  @Override
  public List<Finding> findings(Configuration configuration) {
    if (!configuration.isGiven(CoreSettings.BASE_URL)) {
      return configuration.profile() == Profile.DEV
          ? List.of(Finding.ok(SUBJECT, "carafe run uses the port it listens on."))
          : List.of(); // The configuration's own problem.
    }
    URI url = configuration.get(CoreSettings.BASE_URL);
    boolean https = "https".equals(url.getScheme());
    var findings = new ArrayList<Finding>();
    findings.add(resolution(url));
    findings.add(
        https
            ? Finding.ok("cookies", "They are Secure and carry the prefix __Host-.")
            : Finding.note(
                "cookies",
                "They are not Secure, because the address is http.",
                "Put a proxy with TLS in front and write https:// in base.url, except on this very machine."));
    if (https && named(configuration, CoreSettings.CLIENT_ADDRESS_HEADER.name()).isEmpty()) {
      findings.add(
          Finding.note(
              "proxy",
              "https is spoken by a proxy, and client.address.header is not set: all visitors count as one place.",
              "Name the header in which your proxy tells the client's address, such as X-Forwarded-For."));
    }
    return findings;
  }

  private static Finding resolution(URI url) {
    String host = url.getHost();
    try {
      return Finding.ok(
          SUBJECT, url + " leads to " + InetAddress.getByName(host).getHostAddress() + ".");
    } catch (UnknownHostException unknown) {
      return Finding.wrong(
          SUBJECT,
          "The name " + host + " is not in the DNS.",
          "Correct base.url, or add an A or AAAA record for " + host + ".");
    }
  }

  private static java.util.Optional<String> named(Configuration configuration, String setting) {
    return configuration.entries().stream()
        .filter(entry -> entry.setting().name().equals(setting))
        .findFirst()
        .flatMap(Configuration.Entry::text);
  }
}
