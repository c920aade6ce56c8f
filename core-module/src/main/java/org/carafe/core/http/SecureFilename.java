package org.carafe.core.http;

import java.text.Normalizer;
import java.util.regex.Pattern;

/**
 * Makes a file name that somebody sent safe to keep: no directories, no hidden file, ASCII only.
 *
 * <pre>{@code
 * SecureFilename.of("My cool movie.mov");    // My_cool_movie.mov
 * SecureFilename.of("../../../etc/passwd");  // etc_passwd
 * SecureFilename.of("简历.pdf");              // pdf
 * }</pre>
 *
 * <p>The same answers as Werkzeug's {@code secure_filename} on POSIX. It says nothing about what is
 * in the file, nor whether the name is taken.
 *
 * @see <a
 *     href="https://werkzeug.palletsprojects.com/en/stable/utils/#werkzeug.utils.secure_filename">Werkzeug</a>
 */
public final class SecureFilename {

  private static final Pattern NOT_ASCII = Pattern.compile("[^\\x00-\\x7F]+");
  private static final Pattern SPACE = Pattern.compile("[\\s/\\x0B\\x1C-\\x1F]+");
  private static final Pattern NOT_ALLOWED = Pattern.compile("[^A-Za-z0-9_.-]");
  private static final Pattern EDGES = Pattern.compile("^[._]+|[._]+$");
  private static final Pattern SPACE_AT_EDGES = Pattern.compile("^" + SPACE + "|" + SPACE + "$");

  private SecureFilename() {}

  /** The safe name; empty if nothing safe is left, then the caller makes a name of its own. */
  public static String of(String filename) {
    String ascii = strip(NOT_ASCII, Normalizer.normalize(filename, Normalizer.Form.NFKD));
    String joined = SPACE.matcher(strip(SPACE_AT_EDGES, ascii)).replaceAll("_");
    return strip(EDGES, strip(NOT_ALLOWED, joined));
  }

  private static String strip(Pattern pattern, String text) {
    return pattern.matcher(text).replaceAll("");
  }
}
