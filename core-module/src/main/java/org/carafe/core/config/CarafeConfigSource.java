package org.carafe.core.config;

import java.net.URI;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.eclipse.microprofile.config.spi.ConfigSource;
import org.jspecify.annotations.Nullable;

/**
 * Shows the merged values to MicroProfile Config, so that {@code ${MPCONFIG=db.url}} in web.xml and
 * {@code @ConfigProperty} see what {@link Configuration} sees.
 *
 * <p>The server calls this while it deploys, before any blueprint is known, and on any thread. So
 * it only looks texts up and never throws; what is wrong with them is said by {@link
 * Configuration}.
 */
public final class CarafeConfigSource implements ConfigSource {
  /** MicroProfile OpenAPI's: where the API is, which is not where this server happens to listen. */
  private static final String OPENAPI_SERVERS = "mp.openapi.servers";

  private final Sources sources = Sources.in(Surroundings.current());

  @Override
  public String getName() {
    return "Carafe configuration";
  }

  /** Above the environment and the system properties, which are part of what is merged here. */
  @Override
  public int getOrdinal() {
    return 500;
  }

  @Override
  public Set<String> getPropertyNames() {
    var names = new LinkedHashSet<>(sources.namesInFiles().keySet());
    names.addAll(CoreSettings.ALL.stream().map(Setting::name).collect(Collectors.toSet()));
    names.add(OPENAPI_SERVERS);
    return names;
  }

  @Override
  public @Nullable String getValue(String name) {
    return name.equals(OPENAPI_SERVERS) ? server() : text(name);
  }

  private @Nullable String server() {
    String url = text(CoreSettings.BASE_URL.name());
    return url == null ? null : CoreSettings.BASE_URL.parse(url).map(URI::toString).orElse(url);
  }

  private @Nullable String text(String name) {
    return Optional.ofNullable(System.getProperty(name))
        .filter(text -> !text.isBlank())
        .or(() -> sources.find(name).map(Sources.Value::text))
        .or(() -> coreDefault(name))
        .orElse(null);
  }

  private static Optional<String> coreDefault(String name) {
    return CoreSettings.ALL.stream()
        .filter(setting -> setting.name().equals(name))
        .findFirst()
        .flatMap(Setting::defaultText)
        .filter(text -> !text.isEmpty());
  }
}
