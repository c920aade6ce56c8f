package org.carafe.auth.control;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.text.Normalizer;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Says what is wrong with a password somebody chooses.
 *
 * <pre>{@code
 * Optional<Problem> problem = PasswordPolicy.problem(password, username, address);
 * problem.ifPresent(why -> …);   // TOO_SHORT
 * }</pre>
 *
 * <p>NIST SP 800-63B, 3.1.1.2: at least 15 characters, counted as Unicode code points after
 * normalisation; no rule on which; none that is commonly used, predictable or made of the person's
 * own names. Composition rules and forced changes are left out on purpose.
 */
public final class PasswordPolicy {

  /** Why a password is refused. */
  public enum Problem {
    /** Fewer than 15 characters. */
    TOO_SHORT,
    /** More than 128 characters. */
    TOO_LONG,
    /** One that many people use. */
    COMMON,
    /** A row of letters or digits, or the same over and over. */
    PREDICTABLE,
    /** It contains the person's own name or address. */
    PERSONAL
  }

  public static final int MIN_LENGTH = 15;
  public static final int MAX_LENGTH = 128;

  /** The smallest part of a name or address that a password is searched for. */
  private static final int MIN_PERSONAL = 4;

  private static final int MIN_UNPREDICTABLE = 8;

  private static final Set<String> COMMON = common();

  private PasswordPolicy() {}

  /**
   * What is wrong with the password; empty if it is fine.
   *
   * @param personal the username, the e-mail address and whatever else an attacker tries first
   */
  public static Optional<Problem> problem(String password, String... personal) {
    if (length(password) > MAX_LENGTH) {
      return Optional.of(Problem.TOO_LONG);
    }
    String normalised = fold(password);
    if (length(normalised) > MAX_LENGTH) {
      return Optional.of(Problem.TOO_LONG);
    }
    if (length(normalised) < MIN_LENGTH) {
      return Optional.of(Problem.TOO_SHORT);
    }
    if (COMMON.contains(normalised)) {
      return Optional.of(Problem.COMMON);
    }
    if (Predictability.unpredictableCharacters(normalised) < MIN_UNPREDICTABLE) {
      return Optional.of(Problem.PREDICTABLE);
    }
    boolean isPersonal =
        Arrays.stream(personal)
            .flatMap(name -> Stream.of(name, localPart(name)))
            .map(PasswordPolicy::fold)
            .anyMatch(name -> length(name) >= MIN_PERSONAL && normalised.contains(name));
    return isPersonal ? Optional.of(Problem.PERSONAL) : Optional.empty();
  }

  private static String localPart(String address) {
    int at = address.lastIndexOf('@');
    return at < 0 ? address : address.substring(0, at);
  }

  private static String fold(String text) {
    return Normalizer.normalize(text, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
  }

  private static int length(String text) {
    return text.codePointCount(0, text.length());
  }

  private static Set<String> common() {
    String resource = "common-passwords.txt";
    try (InputStream in = PasswordPolicy.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalStateException("The jar lacks " + resource + ". Build it again.");
      }
      return new BufferedReader(new InputStreamReader(in, UTF_8))
          .lines()
          .filter(line -> !line.startsWith("#"))
          .collect(Collectors.toUnmodifiableSet());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
