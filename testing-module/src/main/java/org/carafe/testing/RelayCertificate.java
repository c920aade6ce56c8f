package org.carafe.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/**
 * A server's certificate, signed by an authority of its own that nobody knows, both made by the
 * JDK's {@code keytool}.
 *
 * <pre>{@code
 * var certificate = RelayCertificate.forNames(folder, "ip:127.0.0.1");
 * relay.guard(new MoodyRelay.Door(certificate, true, null));
 * }</pre>
 */
public final class RelayCertificate {
  private static final String PASSWORD = "guards nothing";

  private final Certificate authority;
  private final SSLContext context;

  private RelayCertificate(Certificate authority, SSLContext context) {
    this.authority = authority;
    this.context = context;
  }

  /**
   * Valid for these names, from now on.
   *
   * @param folder where its key is kept
   * @param names as keytool wants them, such as {@code dns:localhost,ip:127.0.0.1}
   */
  public static RelayCertificate forNames(Path folder, String names) {
    return make(folder, names, "-validity", "1");
  }

  /** Valid for these names for one day of last week. */
  public static RelayCertificate expired(Path folder, String names) {
    return make(folder, names, "-startdate", "-7d", "-validity", "1");
  }

  private static RelayCertificate make(Path folder, String names, String... more) {
    try {
      Path file = Files.createTempFile(folder, "relay", ".p12");
      Files.delete(file);
      keytool(file, "authority", "-ext", "bc:critical=ca:true");
      var options = new ArrayList<>(List.of("-signer", "authority", "-ext", "san=" + names));
      options.addAll(List.of(more));
      keytool(file, "relay", options.toArray(String[]::new));
      return read(file);
    } catch (IOException | GeneralSecurityException e) {
      throw new ServerException("No certificate could be made: " + e.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ServerException("Interrupted while a certificate was made.", e);
    }
  }

  private static void keytool(Path file, String alias, String... options)
      throws IOException, InterruptedException {
    var command = new ArrayList<String>();
    command.add(JavaTools.path("keytool"));
    command.addAll(List.of("-genkeypair", "-keyalg", "EC", "-alias", alias));
    command.addAll(List.of("-dname", "CN=" + alias + ".example", "-storetype", "PKCS12"));
    command.addAll(List.of("-storepass", PASSWORD, "-keystore", file.toString()));
    command.addAll(List.of(options));
    Process keytool = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(keytool.getInputStream().readAllBytes(), UTF_8);
    if (keytool.waitFor() != 0) {
      throw new ServerException("keytool made no certificate: " + said);
    }
  }

  private static RelayCertificate read(Path file) throws IOException, GeneralSecurityException {
    char[] password = PASSWORD.toCharArray();
    KeyStore all = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(file)) {
      all.load(in, password);
    }
    KeyStore relay = KeyStore.getInstance("PKCS12");
    relay.load(null, null);
    relay.setKeyEntry(
        "relay", all.getKey("relay", password), password, all.getCertificateChain("relay"));
    var keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    keys.init(relay, password);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(keys.getKeyManagers(), null, null);
    return new RelayCertificate(all.getCertificate("authority"), context);
  }

  /** The authority, as those who trust it keep it. */
  public String pem() {
    try {
      String base64 =
          Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(authority.getEncoded());
      return "-----BEGIN CERTIFICATE-----\n" + base64 + "\n-----END CERTIFICATE-----\n";
    } catch (GeneralSecurityException e) {
      throw new ServerException("The certificate cannot be read: " + e.getMessage(), e);
    }
  }

  /** The same connection, encrypted, seen from the server. */
  Socket encrypt(Socket plain) throws IOException {
    var encrypted =
        (SSLSocket)
            context
                .getSocketFactory()
                .createSocket(
                    plain, plain.getInetAddress().getHostAddress(), plain.getPort(), true);
    encrypted.setUseClientMode(false);
    encrypted.startHandshake();
    return encrypted;
  }
}
