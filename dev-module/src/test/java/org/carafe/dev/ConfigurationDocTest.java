package org.carafe.dev;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.carafe.core.Registration;
import org.carafe.core.config.Setting;
import org.junit.jupiter.api.Test;

/** Holds docs/configuration.md to what this module declares, which no WAR has. */
class ConfigurationDocTest {

  @Test
  void tellsEverySettingOfThisModule() throws IOException {
    String doc = Files.readString(Path.of("..", "docs", "configuration.md"));
    String section =
        doc.substring(doc.indexOf("### dev\n"), doc.indexOf("\n## ", doc.indexOf("### dev\n")));
    List<String> rows = section.lines().filter(line -> line.startsWith("| `")).toList();

    assertThat(rows)
        .containsExactlyElementsOf(declared().stream().map(ConfigurationDocTest::row).toList());
  }

  private static String row(Setting<?> setting) {
    String value = setting.defaultText().map("`%s`"::formatted).orElse("");
    return "| `%s` | %s | %s |".formatted(setting.name(), value, setting.doc());
  }

  private static List<Setting<?>> declared() {
    var settings = new ArrayList<Setting<?>>();
    new DevBlueprint().register(recorder(Registration.class, settings));
    assertThat(settings).isNotEmpty();
    return settings;
  }

  private static <T> T recorder(Class<T> type, List<Setting<?>> settings) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (proxy, method, arguments) -> {
              if (method.getName().equals("setting")) {
                settings.add((Setting<?>) arguments[0]);
              }
              return method.getReturnType().isInterface()
                  ? recorder(method.getReturnType(), settings)
                  : null;
            }));
  }
}
