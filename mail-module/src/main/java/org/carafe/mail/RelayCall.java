package org.carafe.mail;

import java.time.Duration;
import org.carafe.core.config.Configuration;

/**
 * A call at the relay that sends nothing: connects, encrypts, signs in and hangs up, as for a mail.
 *
 * <pre>{@code
 * RelayCall call = RelayCall.make(configuration);   // or DeliveryFailure, with its remedy
 * }</pre>
 *
 * @param encrypted whether the relay and we spoke TLS
 * @param signedIn whether the relay wanted our account and accepted it
 */
public record RelayCall(boolean encrypted, boolean signedIn) {
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  /**
   * Calls the relay of this configuration, within a few seconds.
   *
   * @throws DeliveryFailure when it cannot be reached or does not let us in
   */
  public static RelayCall make(Configuration configuration) throws DeliveryFailure {
    Relay relay = Relay.unsigned(configuration).within(PATIENCE);
    try (RelayConnection connection = relay.connect(false)) {
      return new RelayCall(
          connection.isEncrypted(), relay.user() != null && connection.offers("AUTH"));
    }
  }
}
