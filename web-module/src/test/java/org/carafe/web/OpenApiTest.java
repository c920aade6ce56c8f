package org.carafe.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.carafe.core.Application;
import org.carafe.core.Blueprint;
import org.carafe.core.config.Configuration;
import org.carafe.core.config.Surroundings;
import org.carafe.core.route.Route;
import org.junit.jupiter.api.Test;

/**
 * What {@code /openapi} serves is written by hand in each module; this holds it to the resources.
 */
class OpenApiTest {
  private static final Pattern PATH = Pattern.compile("  (/\\S+):");
  private static final Pattern VERB = Pattern.compile("    (get|post|put|patch|delete):");

  @Test
  void tellsOfEveryResourceMethodAndOfNoOther() throws IOException {
    List<Blueprint> blueprints = Application.discover();
    var configuration =
        Configuration.read(Surroundings.current(), Application.settings(blueprints));
    var declared =
        Application.create(blueprints, configuration).routes().all().stream()
            .filter(route -> route.target().isResource())
            .map(OpenApiTest::line)
            .collect(Collectors.toCollection(TreeSet::new));

    assertThat(documented()).isNotEmpty().isEqualTo(declared);
  }

  private static String line(Route route) {
    return String.join(",", route.methods()) + " " + route.pattern();
  }

  private static TreeSet<String> documented() throws IOException {
    var found = new TreeSet<String>();
    String path = "";
    for (String line : Files.readAllLines(Path.of("target/classes/META-INF/openapi.yaml"))) {
      var newPath = PATH.matcher(line);
      var verb = VERB.matcher(line);
      if (newPath.matches()) {
        path = newPath.group(1);
      } else if (verb.matches()) {
        found.add(verb.group(1).toUpperCase(Locale.ROOT) + " " + path);
      }
    }
    return found;
  }
}
