package org.carafe.core.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collections;
import java.util.Enumeration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A form as it was filled in. The servlet API puts what stands in the address before what was
 * posted; here it is left out, or a link would decide what a visitor's own form does.
 */
final class PostedForm extends HttpServletRequestWrapper {
  private @Nullable Map<String, String[]> values;

  PostedForm(HttpServletRequest request) {
    super(request);
  }

  @Override
  public Map<String, String[]> getParameterMap() {
    if (values == null) {
      Map<String, Integer> inAddress = inAddress();
      Map<String, String[]> posted = new LinkedHashMap<>();
      super.getParameterMap()
          .forEach(
              (name, all) -> {
                int first = inAddress.getOrDefault(name, 0);
                if (first < all.length) {
                  posted.put(name, Arrays.copyOfRange(all, first, all.length));
                }
              });
      values = Collections.unmodifiableMap(posted);
    }
    return values;
  }

  /** How many values the address has for each name. */
  private Map<String, Integer> inAddress() {
    Map<String, Integer> counts = new LinkedHashMap<>();
    String query = getQueryString();
    if (query != null) {
      for (String pair : query.split("&", -1)) {
        String name = pair.split("=", 2)[0];
        counts.merge(URLDecoder.decode(name, StandardCharsets.UTF_8), 1, Integer::sum);
      }
    }
    return counts;
  }

  @Override
  public @Nullable String getParameter(String name) {
    String[] all = getParameterValues(name);
    return all == null ? null : all[0];
  }

  @Override
  public String @Nullable [] getParameterValues(String name) {
    return getParameterMap().get(name);
  }

  @Override
  public Enumeration<String> getParameterNames() {
    return Collections.enumeration(getParameterMap().keySet());
  }
}
