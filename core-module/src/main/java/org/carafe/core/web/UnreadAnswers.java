package org.carafe.core.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletRequestWrapper;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.lang.reflect.Method;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Hangs up on a client that asks on without reading what it was answered: the server keeps for each
 * connection whatever it could not send yet, without a limit. Browsers ask again once they have
 * read.
 *
 * <p>The servlet API does not tell how much waits, so the server's own objects are asked by name;
 * where they have other ones, nothing is limited, and the log says so once.
 */
final class UnreadAnswers extends HttpFilter {
  private static final long serialVersionUID = 1L;
  private static final Logger LOG = System.getLogger(UnreadAnswers.class.getName());
  private static final int MOST = 256 * 1024;

  private final transient Map<String, Method> methods = new ConcurrentHashMap<>();
  private volatile boolean unknown;

  @Override
  protected void doFilter(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    if (unknown || !hangsUp(request)) {
      chain.doFilter(request, response);
    }
  }

  private boolean hangsUp(ServletRequest request) {
    try {
      Object connection = connection(request);
      if (Boolean.FALSE.equals(ask(connection, "isOpen"))) {
        return true;
      }
      Object waiting = ask(ask(connection, "getAsyncWriteQueue"), "spaceInBytes");
      if ((Integer) waiting <= MOST) {
        return false;
      }
      LOG.log(Level.INFO, "A client reads nothing and asks on: {0} bytes wait for it", waiting);
      connection.getClass().getMethod("terminateSilently").invoke(connection);
      return true;
    } catch (ReflectiveOperationException | ClassCastException other) {
      unknown = true;
      LOG.log(Level.WARNING, "This server does not tell what waits for clients that do not read.");
      return false;
    }
  }

  private Object connection(ServletRequest request) throws ReflectiveOperationException {
    ServletRequest innermost = request;
    while (innermost instanceof ServletRequestWrapper wrapper) {
      innermost = wrapper.getRequest();
    }
    Object ofContainer = ask(innermost, "getUnwrappedCoyoteRequest");
    return ask(ask(ofContainer, "getCoyoteRequest"), "getConnection");
  }

  private Object ask(@Nullable Object object, String question) throws ReflectiveOperationException {
    if (object == null) {
      throw new NoSuchMethodException(question);
    }
    Method method = methods.get(question);
    if (method == null) {
      method = object.getClass().getMethod(question);
      methods.put(question, method);
    }
    Object answer = method.invoke(object);
    if (answer == null) {
      throw new NoSuchMethodException(question);
    }
    return answer;
  }
}
