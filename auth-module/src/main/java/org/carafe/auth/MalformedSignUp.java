package org.carafe.auth;

import java.util.Optional;
import org.carafe.auth.control.PasswordPolicy;
import org.carafe.core.text.Username;
import org.carafe.mail.MailAddress;
import org.jspecify.annotations.Nullable;

/** What somebody wants to sign up with is against the rules; what is taken is not told. */
public final class MalformedSignUp extends Exception {
  private static final long serialVersionUID = 1L;

  private final Username.@Nullable Problem username;
  private final boolean addressMalformed;
  private final PasswordPolicy.@Nullable Problem password;

  MalformedSignUp(
      Username.@Nullable Problem username,
      boolean addressMalformed,
      PasswordPolicy.@Nullable Problem password) {
    super(
        "Username: %s, address: %s, password: %s."
            .formatted(
                username == null ? "fine" : username,
                addressMalformed ? "malformed" : "fine",
                password == null ? "fine" : password));
    this.username = username;
    this.addressMalformed = addressMalformed;
    this.password = password;
  }

  /** The longest part of a name or address that a password is searched for. */
  private static final int LONGEST = 512;

  static void check(String username, String address, String password) throws MalformedSignUp {
    Username.Problem nameProblem = Username.problem(username).orElse(null);
    boolean noAddress = MailAddress.parse(address).isEmpty();
    PasswordPolicy.Problem passwordProblem =
        PasswordPolicy.problem(password, bounded(username), bounded(address)).orElse(null);
    if (nameProblem != null || noAddress || passwordProblem != null) {
      throw new MalformedSignUp(nameProblem, noAddress, passwordProblem);
    }
  }

  static void check(String username) throws MalformedSignUp {
    Username.Problem problem = Username.problem(username).orElse(null);
    if (problem != null) {
      throw new MalformedSignUp(problem, false, null);
    }
  }

  private static String bounded(String text) {
    return text.substring(0, Math.min(text.length(), LONGEST));
  }

  /** What is wrong with the username. */
  public Optional<Username.Problem> username() {
    return Optional.ofNullable(username);
  }

  /** Whether the address is none. */
  public boolean isAddressMalformed() {
    return addressMalformed;
  }

  /** What is wrong with the password. */
  public Optional<PasswordPolicy.Problem> password() {
    return Optional.ofNullable(password);
  }
}
