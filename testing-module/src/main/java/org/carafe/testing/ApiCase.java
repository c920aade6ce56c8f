package org.carafe.testing;

import java.util.function.Function;

/**
 * A request that makes an operation of the API answer as its description says.
 *
 * @param operation the operation's id in {@code openapi.yaml}
 * @param status one of its answers
 * @param request what brings that answer about
 */
public record ApiCase(String operation, int status, Function<Site, Answer> request) {
  @Override
  public String toString() {
    return operation + " " + status;
  }
}
