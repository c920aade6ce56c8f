package org.carafe.core.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
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
      QueryString address = new QueryString(getQueryString());
      Map<String, String[]> posted = new LinkedHashMap<>();
      super.getParameterMap()
          .forEach(
              (name, all) -> {
                int first = address.count(name);
                if (first < all.length) {
                  posted.put(name, Arrays.copyOfRange(all, first, all.length));
                }
              });
      values = Collections.unmodifiableMap(posted);
    }
    return values;
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
