package org.carafe.core.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.JarURLConnection;
import java.net.URL;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;
import java.util.Collections;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;
import org.carafe.core.Blueprint;
import org.carafe.core.text.Suggestion;
import org.jspecify.annotations.Nullable;

/**
 * The modules' style sheets, scripts, fonts and drawings under {@code /static/{hash}/…}: read and
 * compressed once at start, immutable for browsers and caches because the hash of all files stands
 * in the URL. An older hash still answers, during a rolling update, but is not kept.
 */
public final class StaticFiles extends HttpFilter {
  private static final long serialVersionUID = 1L;
  private static final String PREFIX = "/static/";
  private static final String WEB_JARS = "META-INF/resources/webjars/";
  private static final Pattern WEB_JAR_FILE =
      Pattern.compile(WEB_JARS + "([^/]+)/[^/]+/(?:.*/)?([^/]+\\.min\\.(js|css))");
  private static final Map<String, String> TYPES =
      Map.of(
          "css", "text/css; charset=utf-8",
          "js", "text/javascript; charset=utf-8",
          "svg", "image/svg+xml",
          "png", "image/png",
          "webp", "image/webp",
          "ico", "image/x-icon",
          "woff2", "font/woff2");

  @SuppressWarnings("ArrayRecordComponent") // never compared, never changed
  private record Asset(String type, byte[] plain, byte @Nullable [] compressed) {}

  private final transient Map<String, Asset> files = new ConcurrentSkipListMap<>();
  private volatile String hash;

  /**
   * The files of these blueprints, each has the folder of its name; and of WebJars on the class
   * path what is minified, as {@code webjars/chart.js/chart.umd.min.js}: a version in the URL would
   * have to be repeated in views.
   */
  StaticFiles(ServletContext context, Collection<Blueprint> blueprints) {
    for (Blueprint blueprint : blueprints) {
      collect(context, "/" + blueprint.name() + "/");
    }
    collectWebJars();
    hash = fingerprint();
  }

  /** The server lists only folders that a jar has entries of, which WebJars often lack. */
  private void collectWebJars() {
    try {
      for (URL folder :
          Collections.list(StaticFiles.class.getClassLoader().getResources(WEB_JARS))) {
        if (folder.openConnection() instanceof JarURLConnection connection) {
          connection.setUseCaches(false);
          try (JarFile jar = connection.getJarFile()) {
            collectWebJar(jar);
          }
        }
      }
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private void collectWebJar(JarFile jar) throws IOException {
    for (JarEntry entry : Collections.list(jar.entries())) {
      Matcher file = WEB_JAR_FILE.matcher(entry.getName());
      if (file.matches()) {
        String type = TYPES.get(file.group(3));
        try (InputStream in = jar.getInputStream(entry)) {
          byte[] plain = in.readAllBytes();
          files.put(
              "webjars/" + file.group(1) + "/" + file.group(2),
              new Asset(String.valueOf(type), plain, compressed(plain)));
        }
      }
    }
  }

  /**
   * The URL of a file.
   *
   * @param file such as {@code web/app.css}
   * @throws IllegalArgumentException with a suggestion when there is no such file
   */
  public String url(String file) {
    if (!files.containsKey(file)) {
      throw new IllegalArgumentException(
          "There is no static file “" + file + "”." + Suggestion.of(file, files.keySet()));
    }
    return PREFIX + hash + "/" + file;
  }

  /**
   * Serves these bytes under a name from now on, with a new hash in all URLs: in development the
   * files change while the application runs. A name of no served type is passed over.
   */
  public synchronized void put(String file, byte[] plain) throws IOException {
    String type = typeOf(file);
    if (type != null) {
      files.put(file, asset(type, plain));
      hash = fingerprint();
    }
  }

  private static @Nullable String typeOf(String file) {
    return TYPES.get(file.substring(file.lastIndexOf('.') + 1));
  }

  private void collect(ServletContext context, String folder) {
    Set<String> paths = context.getResourcePaths(folder);
    if (paths == null) {
      return;
    }
    for (String path : paths) {
      String type = typeOf(path);
      if (path.endsWith("/")) {
        collect(context, path);
      } else if (type != null) {
        files.put(path.substring(1), read(context, path, type));
      }
    }
  }

  private static Asset read(ServletContext context, String path, String type) {
    try (InputStream in = context.getResourceAsStream(path)) {
      return asset(type, in.readAllBytes());
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private static Asset asset(String type, byte[] plain) throws IOException {
    return new Asset(type, plain, type.startsWith("font/") ? null : compressed(plain));
  }

  private static byte @Nullable [] compressed(byte[] plain) throws IOException {
    var bytes = new ByteArrayOutputStream();
    try (var gzip =
        new GZIPOutputStream(bytes) {
          {
            def.setLevel(Deflater.BEST_COMPRESSION);
          }
        }) {
      gzip.write(plain);
    }
    return bytes.size() < plain.length ? bytes.toByteArray() : null;
  }

  private String fingerprint() {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      files.forEach(
          (name, file) -> {
            digest.update(name.getBytes(java.nio.charset.StandardCharsets.UTF_8));
            digest.update(file.plain());
          });
      return HexFormat.of().formatHex(digest.digest(), 0, 6);
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  @Override
  protected void doFilter(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    String path = Exchange.require().path();
    if (!path.startsWith(PREFIX)) {
      chain.doFilter(request, response);
      return;
    }
    int slash = path.indexOf('/', PREFIX.length());
    Asset file = slash < 0 ? null : files.get(path.substring(slash + 1));
    if (file == null) {
      throw org.carafe.core.HttpError.notFound("There is no such file.");
    }
    if (!request.getMethod().equals("GET") && !request.getMethod().equals("HEAD")) {
      response.setHeader("Allow", "GET, HEAD");
      throw new org.carafe.core.HttpError(405, "This address takes GET, HEAD.");
    }
    boolean current = path.substring(PREFIX.length(), slash).equals(hash);
    response.setHeader(
        "Cache-Control", current ? "public, max-age=31536000, immutable" : "no-cache");
    send(file, request, response);
  }

  private static void send(Asset file, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    byte[] bytes = file.plain();
    response.setContentType(file.type());
    byte[] compressed = file.compressed();
    if (compressed != null) {
      response.setHeader("Vary", "Accept-Encoding");
      String accepted = request.getHeader("Accept-Encoding");
      if (accepted != null && accepted.contains("gzip")) {
        response.setHeader("Content-Encoding", "gzip");
        bytes = compressed;
      }
    }
    response.setContentLength(bytes.length);
    if (request.getMethod().equals("GET")) {
      response.getOutputStream().write(bytes);
    }
  }
}
