package org.carafe.core.web;

import java.time.Duration;
import java.util.Optional;
import org.carafe.core.Application;
import org.carafe.core.signing.BadSignature;
import org.carafe.core.signing.Signer;

/**
 * A cookie of a module's own, signed for one purpose.
 *
 * <pre>{@code
 * var cookie = new SignedCookie("signup", Duration.ofHours(24));
 * cookie.write("42");
 * Optional<String> id = cookie.read();
 * }</pre>
 */
public final class SignedCookie {
  private final String name;
  private final Duration age;

  /** A cookie of this name that is good for this long. */
  public SignedCookie(String name, Duration age) {
    this.name = name;
    this.age = age;
  }

  /** What the browser sent, if it is genuine and not too old. */
  public Optional<String> read() {
    Exchange exchange = Exchange.require();
    return exchange
        .cookie(name)
        .flatMap(
            value -> {
              try {
                return Optional.of(
                    signer().verify(value, age, exchange.kernel().clock().instant()).text());
              } catch (BadSignature forgedOrOld) {
                return Optional.empty();
              }
            });
  }

  /** Sets it. */
  public void write(String value) {
    Exchange exchange = Exchange.require();
    exchange.cookie(name, signer().sign(value, exchange.kernel().clock().instant()), age);
  }

  /** Removes it. */
  public void remove() {
    Exchange.require().removeCookie(name);
  }

  private Signer signer() {
    return Application.current().signer("cookie." + name);
  }
}
