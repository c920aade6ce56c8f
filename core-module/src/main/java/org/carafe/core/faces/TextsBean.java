package org.carafe.core.faces;

import org.carafe.core.web.Exchange;

/** {@code #{msg['auth.login.title']}}: the texts in the visitor's language. */
public final class TextsBean {
  private final Exchange exchange;

  TextsBean(Exchange exchange) {
    this.exchange = exchange;
  }

  /** The text of a full key. */
  public String get(String key) {
    return exchange.text(key);
  }
}
