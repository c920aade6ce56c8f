package org.carafe.core.text;

import java.lang.Character.UnicodeScript;
import java.text.Normalizer;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The rules for a username.
 *
 * <pre>{@code
 * Username.problem("ada.lovelace"); // empty: fine
 * Username.problem("root");         // RESERVED
 * Username.problem("admın");        // RESERVED: it looks like admin
 * Username.problem("pаypal");       // MIXED_SCRIPTS: the second letter is Cyrillic
 * }</pre>
 *
 * <p>2 to 40 letters, digits (0–9), dots, dashes and underscores; first and last are a letter or a
 * digit, no two dots follow each other, so that the name is always one plain segment of a URL.
 * Letters come from one script, or from those that are written together in Chinese, Japanese and
 * Korean (Unicode UTS 39, "highly restrictive"). Compare names by {@link IdentityKey}.
 */
public final class Username {

  /** Why a name is refused. */
  public enum Problem {
    /** Fewer than two characters. */
    TOO_SHORT,
    /** More than forty characters. */
    TOO_LONG,
    /** Another character than letters, digits, dots, dashes and underscores, or one misplaced. */
    CHARACTERS,
    /** Letters of several scripts, so that the name may look like another one. */
    MIXED_SCRIPTS,
    /** A name that speaks for the site itself, such as admin or support, or looks like one. */
    RESERVED
  }

  static final int MIN_LENGTH = 2;
  static final int MAX_LENGTH = 40;

  /** Normalising takes time that grows with the square of the length. */
  private static final int LONGEST = 200;

  private static final Pattern SHAPE =
      Pattern.compile("[\\p{L}0-9]\\p{M}{0,2}(?:[\\p{L}0-9._-]\\p{M}{0,2}){0,39}");

  /** Letters by name only: Hangul fillers, which show nothing, and modifier letters. */
  private static final Pattern INVISIBLE =
      Pattern.compile("[\\u115F\\u1160\\u3164\\uFFA0\\p{Lm}\\p{Cf}]");

  private static final Pattern MISPLACED = Pattern.compile("\\.\\.|[._-]\\p{M}|[._-]$");
  private static final Pattern PUNCTUATION = Pattern.compile("[._-]");

  private static final Set<UnicodeScript> NEUTRAL =
      EnumSet.of(UnicodeScript.COMMON, UnicodeScript.INHERITED);
  private static final Set<Set<UnicodeScript>> WRITTEN_TOGETHER =
      Set.of(
          EnumSet.of(
              UnicodeScript.LATIN,
              UnicodeScript.HAN,
              UnicodeScript.HIRAGANA,
              UnicodeScript.KATAKANA),
          EnumSet.of(UnicodeScript.LATIN, UnicodeScript.HAN, UnicodeScript.HANGUL),
          EnumSet.of(UnicodeScript.LATIN, UnicodeScript.HAN, UnicodeScript.BOPOMOFO));

  /** Roles, mailboxes of RFC 2142, and the first segments of our URLs; without punctuation. */
  private static final Set<String> RESERVED =
      Set.of(
          "abuse",
          "account",
          "admin",
          "administrator",
          "all",
          "anonymous",
          "api",
          "assets",
          "auth",
          "billing",
          "bot",
          "carafe",
          "confirm",
          "contact",
          "daemon",
          "dev",
          "everyone",
          "ftp",
          "guest",
          "health",
          "help",
          "helpdesk",
          "home",
          "hostmaster",
          "imap",
          "info",
          "kontakt",
          "legal",
          "localhost",
          "login",
          "logout",
          "mail",
          "mailerdaemon",
          "me",
          "member",
          "metrics",
          "moderator",
          "news",
          "noc",
          "nobody",
          "noreply",
          "null",
          "official",
          "openapi",
          "operator",
          "owner",
          "password",
          "pop3",
          "postmaster",
          "privacy",
          "register",
          "root",
          "security",
          "service",
          "settings",
          "signin",
          "signout",
          "signup",
          "smtp",
          "staff",
          "static",
          "status",
          "superuser",
          "support",
          "sysadmin",
          "system",
          "team",
          "test",
          "undefined",
          "user",
          "users",
          "verify",
          "webmaster",
          "www");

  private static final Set<String> LOOKING_RESERVED =
      RESERVED.stream().map(Skeleton::of).collect(Collectors.toUnmodifiableSet());

  private Username() {}

  /** Why the name is refused; empty if it is allowed. */
  public static Optional<Problem> problem(String name) {
    if (name.length() > LONGEST) {
      return Optional.of(Problem.TOO_LONG);
    }
    String folded = Normalizer.normalize(name, Normalizer.Form.NFKC);
    int length = folded.codePointCount(0, folded.length());
    String composed = composed(name);
    if (length < MIN_LENGTH) {
      return Optional.of(Problem.TOO_SHORT);
    }
    if (Math.max(length, composed.codePointCount(0, composed.length())) > MAX_LENGTH) {
      return Optional.of(Problem.TOO_LONG);
    }
    if (!SHAPE.matcher(folded).matches()
        || MISPLACED.matcher(folded).find()
        || INVISIBLE.matcher(name).find()
        || INVISIBLE.matcher(folded).find()) {
      return Optional.of(Problem.CHARACTERS);
    }
    if (mixesScripts(folded)) {
      return Optional.of(Problem.MIXED_SCRIPTS);
    }
    return isReserved(folded) ? Optional.of(Problem.RESERVED) : Optional.empty();
  }

  /**
   * The name as it is kept and shown: as typed, in the composed form (NFC), which fits forty
   * characters however the keyboard wrote its accents.
   */
  public static String composed(String name) {
    return Normalizer.normalize(name, Normalizer.Form.NFC);
  }

  private static boolean mixesScripts(String name) {
    Set<UnicodeScript> scripts = EnumSet.noneOf(UnicodeScript.class);
    name.codePoints().mapToObj(UnicodeScript::of).forEach(scripts::add);
    scripts.removeAll(NEUTRAL);
    return scripts.size() > 1
        && WRITTEN_TOGETHER.stream().noneMatch(together -> together.containsAll(scripts));
  }

  /** Also when it only looks so; a one stands for an l as well as for an i. */
  private static boolean isReserved(String name) {
    String skeleton = Skeleton.of(PUNCTUATION.matcher(name).replaceAll(""));
    return LOOKING_RESERVED.contains(skeleton.replace('1', 'l'))
        || LOOKING_RESERVED.contains(skeleton.replace('1', 'i'));
  }
}
