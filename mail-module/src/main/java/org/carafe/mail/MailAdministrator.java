package org.carafe.mail;

import java.util.Optional;
import org.carafe.core.CurrentPrincipal;
import org.carafe.core.Principal;

/**
 * Who looks after the outbox: {@link Mails} asks for one, and there are only two ways to be one.
 *
 * <pre>{@code
 * mails.retry(MailAdministrator.signedIn(current), id);      // a page: needs mail:manage
 * mails.retry(MailAdministrator.operator("root"), id);       // a command on the machine itself
 * }</pre>
 */
public final class MailAdministrator {
  private final Optional<Principal> principal;
  private final String name;

  private MailAdministrator(Optional<Principal> principal, String name) {
    this.principal = principal;
    this.name = name;
  }

  /**
   * The person who is signed in.
   *
   * @throws org.carafe.core.HttpError 401 or 403 when the permission is missing
   */
  public static MailAdministrator signedIn(CurrentPrincipal current) {
    Principal principal = current.require(MailBlueprint.MANAGE);
    return new MailAdministrator(Optional.of(principal), principal.name());
  }

  /** Whoever runs a command on the machine, where there is no request and nobody signs in. */
  public static MailAdministrator operator(String name) {
    return new MailAdministrator(Optional.empty(), name);
  }

  /** The person; empty for an operator. */
  public Optional<Long> personId() {
    return principal.map(Principal::id);
  }

  public String name() {
    return name;
  }

  @Override
  public String toString() {
    return name;
  }
}
