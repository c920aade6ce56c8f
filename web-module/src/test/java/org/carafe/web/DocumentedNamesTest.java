package org.carafe.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.carafe.cli.Main;
import org.carafe.cli.scaffold.Feature;
import org.carafe.cli.scaffold.NewModule;
import org.carafe.core.Application;
import org.carafe.core.config.Setting;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/**
 * Holds what the tables of the documents name to what there is: commands with their options,
 * settings and their variables, tags, classes with their methods, and every other word of code.
 * What stands in fences {@link SnippetsTest} reads; the tables of docs/commands.md and
 * docs/configuration.md are written by the program or compared with it.
 */
@Execution(ExecutionMode.CONCURRENT)
class DocumentedNamesTest {
  /** A piece of code in a cell; the first row of its table says what the columns are. */
  private record Named(String document, int line, String column, String code) {
    @Override
    public String toString() {
      return "%s:%d %s".formatted(document, line, code);
    }
  }

  private static final Set<String> WRITTEN = Set.of("docs/commands.md", "docs/configuration.md");
  private static final Pattern CELLS = Pattern.compile("(?<!\\\\)\\|");
  private static final Pattern CODE = Pattern.compile("`([^`]+)`");
  private static final Pattern FILES =
      Pattern.compile(".*\\.(java|xhtml|xml|properties|yaml|sql|peb|jsh|template)");
  private static final Pattern REMARKS = Pattern.compile("(?s)/\\*.*?\\*/|(?<=\\s)//[^\\n]*");
  private static final Pattern WORD = Pattern.compile("[A-Za-z_][A-Za-z_0-9]*\\(?");
  private static final Pattern SETTING = Pattern.compile("([a-z]+(?:\\.[a-z]+)+)(=.*)?");
  private static final Pattern VARIABLE = Pattern.compile("[A-Z]+(_[A-Z]+)+");
  private static final Pattern TAG = Pattern.compile("<?c:([a-z]+)\\b.*");
  private static final Pattern METHODS =
      Pattern.compile("\\b([A-Z][A-Za-z]+)(?:\\.([a-z][A-Za-z]+)\\()?");

  /** What looks like a setting and is none. */
  private static final Pattern NO_SETTING =
      Pattern.compile("eclipselink\\..*|.*\\.(xml|yaml|properties|jsh)");

  /** What somebody else gives a name to, and the password of the sample accounts. */
  private static final Set<String> EXAMPLES = Set.of("MyCommand", "__what", "my-command", "carafe");

  @TempDir static Path generated;

  private static final Map<String, String> OUR_CLASSES = new TreeMap<>();
  private static final Set<String> WORDS = new HashSet<>();
  private static CommandLine commands;

  @BeforeAll
  static void read() throws IOException {
    ProjectCopy.make(generated);
    new NewModule(
            generated,
            Feature.parse("notes", "Note", "", List.of("title:string!", "owner:user")),
            Clock.systemUTC())
        .write();
    commands = Main.commandLine();
    for (Path file : sources()) {
      String name = file.getFileName().toString();
      String text = SourceTree.text(file);
      if (name.endsWith(".java")) {
        text = REMARKS.matcher(text).replaceAll("");
        OUR_CLASSES.merge(name.replace(".java", ""), text, String::concat);
      }
      WORD.matcher(text).results().forEach(word -> add(word.group()));
    }
  }

  private static void add(String word) {
    WORDS.add(word);
    WORDS.add(word.replace("(", ""));
  }

  private static List<Path> sources() throws IOException {
    var all = new ArrayList<Path>();
    var roots = new ArrayList<Path>(List.of(generated.resolve("notes-module/src")));
    try (Stream<Path> modules = Files.list(SourceTree.ROOT)) {
      modules
          .filter(module -> module.toString().endsWith("-module"))
          .map(module -> module.resolve("src"))
          .forEach(roots::add);
    }
    for (Path root : roots) {
      try (Stream<Path> files = Files.walk(root)) {
        files
            .filter(file -> FILES.matcher(file.getFileName().toString()).matches())
            .filter(file -> !file.endsWith("DocumentedNamesTest.java"))
            .forEach(all::add);
      }
    }
    return all;
  }

  static List<String> documents() throws IOException {
    return Snippet.documents().stream()
        .filter(document -> !WRITTEN.contains(document))
        .filter(document -> !named(document).isEmpty())
        .toList();
  }

  private static List<Named> named(String document) {
    var all = new ArrayList<Named>();
    List<String> lines = SourceTree.text(SourceTree.ROOT.resolve(document)).lines().toList();
    List<String> head = List.of();
    for (int i = 0; i < lines.size(); i++) {
      List<String> cells = cells(lines.get(i));
      head = cells.isEmpty() || head.isEmpty() ? cells : head;
      for (int column = 0; column < cells.size(); column++) {
        if (!head.get(column).contains("Flask")) {
          Matcher code = CODE.matcher(cells.get(column));
          while (code.find()) {
            all.add(new Named(document, i + 1, head.get(column), code.group(1)));
          }
        }
      }
    }
    return all;
  }

  private static List<String> cells(String line) {
    return line.startsWith("|")
        ? Stream.of(CELLS.split(line.substring(1), 0)).map(String::strip).toList()
        : List.of();
  }

  @ParameterizedTest
  @MethodSource("documents")
  void namesWhatThereIs(String document) {
    assertThat(
            named(document).stream()
                .flatMap(one -> wrong(one).map(why -> one + ": " + why).stream()))
        .isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "carafe db upgrayd",
        "./carafe routes --mach POST /login",
        "session.lifetimes=P3D",
        "DB_URI",
        "<c:feld id=\"cover\"/>",
        "SecureFilename.from(name)",
        "SecureFileName.of(name)",
        "request.getParts2()",
        "#{app.staticAddress('web/app.css')}",
        "emailAddressez"
      })
  void findsWhatThereIsNot(String code) {
    assertThat(wrong(new Named("docs/x.md", 1, "Here", code))).isPresent();
  }

  @Test
  void readsTheTablesOfTheCommands() {
    var upgrade = new Named("docs/x.md", 1, "`carafe db …`", "upgrade [VERSION] [--yes]");
    assertThat(wrong(upgrade)).isEmpty();
    assertThat(wrong(new Named("docs/x.md", 1, "`carafe db …`", "upgrade [--no]"))).isPresent();
  }

  private static Optional<String> wrong(Named named) {
    String code = named.code();
    if (code.matches("(\\./)?carafe( .*)?")) {
      return wrongCommand(code.replaceFirst("(\\./)?carafe ?", ""));
    }
    if (named.column().contains("carafe db …") && Character.isLowerCase(code.charAt(0))) {
      return wrongCommand("db " + code);
    }
    Matcher setting = SETTING.matcher(code);
    if (setting.matches() && !NO_SETTING.matcher(code).matches()) {
      return missing("setting", settings(Setting::name).contains(setting.group(1)));
    }
    if (VARIABLE.matcher(code).matches()) {
      return missing(
          "variable",
          settings(Setting::variable).contains(code.replaceFirst("_FILE$", ""))
              || WORDS.contains(code));
    }
    Matcher tag = TAG.matcher(code);
    if (tag.matches()) {
      return missing("tag", TagLibrary.read().tags().containsKey(tag.group(1)));
    }
    return wrongMethod(code).or(() -> wrongWord(code));
  }

  private static Optional<String> missing(String what, boolean there) {
    return there ? Optional.empty() : Optional.of("there is no such " + what);
  }

  private static Set<String> settings(Function<Setting<?>, String> part) {
    return Application.settings(Application.discover()).stream()
        .map(part)
        .collect(Collectors.toSet());
  }

  /** Up to what is said instead of a name. */
  private static Optional<String> wrongCommand(String typed) {
    CommandLine command = commands;
    boolean named = false;
    for (String word : typed.replaceAll("[\\[\\]]", "").split("[ ,]+", -1)) {
      CommandLine next = command.getSubcommands().get(word);
      if (word.matches("-[a-z]|--[a-z-]+")) {
        if (command.getCommandSpec().findOption(word) == null) {
          return Optional.of("there is no option " + word);
        }
        named = true;
      } else if (next != null && !named) {
        command = next;
      } else if (!command.getSubcommands().isEmpty()
          && !named
          && word.matches("[a-z-]+")
          && !EXAMPLES.contains(word)) {
        return Optional.of("there is no command " + word);
      }
    }
    return Optional.empty();
  }

  /** Of a class of the project, whether it has the method that is called on it. */
  private static Optional<String> wrongMethod(String code) {
    return METHODS
        .matcher(code)
        .results()
        .filter(found -> found.group(2) != null && OUR_CLASSES.containsKey(found.group(1)))
        .filter(
            found ->
                !Pattern.compile("\\b" + found.group(2) + "\\(")
                    .matcher(OUR_CLASSES.get(found.group(1)))
                    .find())
        .map(found -> found.group(1) + " has no " + found.group(2))
        .findFirst();
  }

  private static Optional<String> wrongWord(String code) {
    return WORD.matcher(code)
        .results()
        .map(word -> word.group())
        .filter(word -> !WORDS.contains(word) && !EXAMPLES.contains(word))
        .map(word -> "nothing is called " + word)
        .findFirst();
  }
}
