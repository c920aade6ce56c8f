package org.carafe.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.carafe.core.Application;
import org.carafe.core.Blueprint;
import org.carafe.core.Registration;
import org.carafe.core.config.Profile;
import org.carafe.core.config.Setting;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Holds docs/configuration.md to what the modules declare. */
class ConfigurationDocTest {
  private static final Path DOC = SourceTree.ROOT.resolve("docs/configuration.md");

  @TestFactory
  List<DynamicTest> tellsEverySettingOf() {
    return Application.discover().stream()
        .filter(blueprint -> !settings(blueprint).isEmpty())
        .map(
            blueprint ->
                DynamicTest.dynamicTest(
                    blueprint.name(),
                    () ->
                        assertThat(table(Files.readString(DOC), blueprint.name()))
                            .as("the table below “### %s” in %s", blueprint.name(), DOC)
                            .isEqualTo(table(settings(blueprint)))))
        .toList();
  }

  private static List<Setting<?>> settings(Blueprint blueprint) {
    var settings = new ArrayList<Setting<?>>();
    blueprint.register(recorder(Registration.class, settings));
    return settings;
  }

  /** Takes every declaration and keeps the settings. */
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

  private static String table(String doc, String module) throws IOException {
    return doc.lines()
        .dropWhile(line -> !line.equals("### " + module))
        .skip(1)
        .takeWhile(line -> !line.startsWith("#"))
        .filter(line -> line.startsWith("|"))
        .collect(Collectors.joining("\n"));
  }

  private static String table(List<Setting<?>> settings) {
    return settings.stream()
        .map(ConfigurationDocTest::row)
        .collect(
            Collectors.joining("\n", "| Setting | Default | What it is |\n|---|---|---|\n", ""));
  }

  private static String row(Setting<?> setting) {
    String value =
        setting.defaultText().filter(text -> !text.isEmpty()).map("`%s`"::formatted).orElse("");
    String required = setting.isRequiredIn(Profile.PROD) ? "**required in production**" : "";
    String both =
        value.isEmpty() || required.isEmpty() ? value + required : value + "; " + required;
    String secret = setting.isSecret() ? " (secret)" : "";
    return "| `%s`%s | %s | %s |".formatted(setting.name(), secret, both, setting.doc());
  }
}
