package org.carafe.core.rest;

import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.ext.Provider;
import jakarta.ws.rs.ext.ReaderInterceptor;
import jakarta.ws.rs.ext.ReaderInterceptorContext;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.carafe.core.Causes;
import org.carafe.core.HttpError;
import org.carafe.core.web.Exchange;
import org.carafe.core.web.SizeGuard;
import org.jspecify.annotations.Nullable;

/** Blames whoever called for a body that cannot be read, and for nothing else. */
@Provider
public class ReadBody implements ReaderInterceptor {
  private static final Pattern MEMBER = Pattern.compile("Unable to deserialize property '(\\w+)'");

  @Override
  public @Nullable Object aroundReadFrom(ReaderInterceptorContext context) throws IOException {
    try {
      byte[] body = context.getInputStream().readNBytes(SizeGuard.MOST_TYPED + 1);
      if (body.length > SizeGuard.MOST_TYPED) {
        throw new HttpError(413, "What was sent is too large.");
      }
      boolean json = MediaType.APPLICATION_JSON_TYPE.isCompatible(context.getMediaType());
      if (json && body.length > 0) {
        ExpectedJson.unexpected(UnambiguousJson.checked(body), context.getGenericType())
            .ifPresent(ReadBody::refuse);
      }
      context.setInputStream(new ByteArrayInputStream(body));
      return context.proceed();
    } catch (HttpError known) {
      throw known;
    } catch (RuntimeException | StackOverflowError unreadable) {
      member(unreadable).ifPresent(ReadBody::refuse);
      throw HttpError.badRequest("The body is not the JSON object that was expected.");
    }
  }

  private static void refuse(String member) {
    if (member.isEmpty()) {
      throw HttpError.badRequest("The body is not the JSON object that was expected.");
    }
    throw HttpError.badRequest(Exchange.require().text("core.problem.member", member));
  }

  /**
   * The member that could not be read, as JSON-B tells it: a name of ours, nothing that was sent.
   */
  private static Optional<String> member(Throwable unreadable) {
    return Causes.of(unreadable)
        .map(failure -> MEMBER.matcher(String.valueOf(failure.getMessage())))
        .filter(Matcher::lookingAt)
        .map(found -> found.group(1))
        .findFirst();
  }
}
