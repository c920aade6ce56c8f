package org.carafe.cli.scaffold;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.carafe.core.text.Suggestion;

/** Adds a page, a command or a mail to a module that is there. */
public final class NewPart {
  private static final Pattern NAME =
      Pattern.compile("(?=.{2,40}$)[a-z][a-z0-9]*([A-Z][a-z0-9]+)*");
  private static final Pattern KEBAB = Pattern.compile("(?=.{2,40}$)[a-z][a-z0-9]*(-[a-z0-9]+)*");
  private static final Pattern REGISTER =
      Pattern.compile("public void register\\(Registration (\\w+)\\) \\{\\n(?s:.*?)\\n( {2})}");
  private static final Pattern URL = Pattern.compile("(/[a-z0-9-]+|/\\{[a-z]+(:long|:uuid)?})+");
  private static final Pattern FIRST_PAGE = Pattern.compile("\\.page\\(\"(\\w+)\", \"[^{\"]*\"");
  private static final Set<String> WITHOUT_PAGES = Set.of("core", "cli", "testing");

  private final Clone clone;
  private final String module;
  private final Changes changes;
  private final Templates templates = new Templates();

  /**
   * In a module of the project in this folder.
   *
   * @throws ScaffoldException when there is no such module
   */
  public NewPart(Path root, String module) {
    this.clone = Clone.at(root);
    this.module = module;
    this.changes = new Changes(root);
    List<String> known =
        clone.modules().stream().filter(name -> !WITHOUT_PAGES.contains(name)).toList();
    if (!known.contains(module)) {
      throw new ScaffoldException(
          "There is no module %s to add to.%s Its name stands in front: carafe new page notes archive."
              .formatted(module, Suggestion.of(module, known)));
    }
  }

  /**
   * A page: bean, view, texts and route.
   *
   * @param url its URL, empty for the module's and its own name
   * @param access {@code anonymous}, {@code signedIn} or a permission
   * @return the files, relative to the project
   */
  public List<Path> page(String name, String url, String access) throws IOException {
    return CloneLock.holding(clone.root(), () -> addPage(name, url, access));
  }

  private List<Path> addPage(String name, String url, String access) throws IOException {
    checkName("page", name);
    String address = url.isEmpty() ? "/" + module + "/" + Names.kebab(name) : url;
    if (!URL.matcher(address).matches()) {
      throw new ScaffoldException(
          "“%s” is no URL of a page. Write it like /notes/archive or /notes/{id:long}/history."
              .formatted(address));
    }
    clone
        .holding(".*Blueprint\\.java", Pattern.compile("\"" + Pattern.quote(address) + "\""))
        .ifPresent(
            file -> {
              throw new ScaffoldException(
                  "The URL %s is in %s already. Choose another with --url."
                      .formatted(address, file));
            });
    String rule =
        switch (access) {
          case "anonymous", "signedIn" -> access + "()";
          default -> "permission(\"%s\")".formatted(permission(access));
        };
    if (Pattern.compile("\\.(page|handler)\\(\\s*\"" + name + "\"").matcher(declared()).find()) {
      throw new ScaffoldException(
          "%s has a page or handler %s already. Choose another name.".formatted(module, name));
    }
    Map<String, Object> variables = variables(name);
    describe("boundary", variables);
    changes.create(
        java("main", "boundary/" + Names.capital(name) + "Page.java"),
        templates.render("page/Page.java", variables));
    changes.create(
        views().resolve(Names.kebab(name) + ".xhtml"),
        templates.render("page/page.xhtml", variables));
    say(name, name + ".title=" + Names.label(name), name + ".title=" + German.of(name));
    more(
        name + ".lead=What this page is for, in a sentence.",
        name + ".lead=Wozu diese Seite da ist, in einem Satz.");
    more(name + ".empty=Nothing here yet", name + ".empty=Noch nichts da");
    register(
        "page(\"%s\", \"%s\", \"%s/%s.xhtml\").%s;"
            .formatted(name, address, module, Names.kebab(name), rule));
    return changes.write();
  }

  private String permission(String name) {
    if (clone.holding(".*\\.java", Pattern.compile("\"" + Pattern.quote(name) + "\"")).isEmpty()) {
      throw new ScaffoldException(
          "There is no permission %s. --access takes anonymous, signedIn or one that carafe permissions lists."
              .formatted(name));
    }
    return name;
  }

  /** A picocli command with its test, contributed through the blueprint. */
  public List<Path> command(String command, Set<String> taken) throws IOException {
    return CloneLock.holding(clone.root(), () -> addCommand(command, taken));
  }

  private List<Path> addCommand(String command, Set<String> taken) throws IOException {
    if (!KEBAB.matcher(command).matches()) {
      throw new ScaffoldException(
          "“%s” is no name of a command. Use small letters and hyphens, such as purge-notes."
              .formatted(command));
    }
    if (taken.contains(command)) {
      throw new ScaffoldException(
          "There is a command %s already. Choose another name.".formatted(command));
    }
    Map<String, Object> variables = variables(camel(command));
    variables.put("command", command);
    String type = variables.get("Name") + "Command";
    describe("boundary", variables);
    changes.create(
        java("main", "boundary/" + type + ".java"),
        templates.render("command/Command.java", variables));
    changes.create(
        java("test", "boundary/" + type + "Test.java"),
        templates.render("command/CommandTest.java", variables));
    register("command(%s.class);".formatted(type));
    changes.edit(
        blueprint(),
        changes
            .text(blueprint())
            .replaceFirst(
                "\nimport ", "\nimport org.carafe.%s.boundary.%s;$0".formatted(module, type)));
    dependOnPicocli();
    return changes.write();
  }

  /** Provided, because the server has no use for it and the command line brings it. */
  private void dependOnPicocli() {
    Path pom = clone.modulePath(module).resolve("pom.xml");
    String text = changes.text(pom);
    if (!text.contains("<artifactId>picocli</artifactId>")) {
      changes.edit(
          pom,
          text.replaceFirst(
              "\n  </dependencies>",
              "\n    <dependency><groupId>info.picocli</groupId><artifactId>picocli</artifactId><scope>provided</scope></dependency>\n  </dependencies>"));
    }
  }

  /** A mail: template, texts, sender and a sample for its preview. */
  public List<Path> mail(String name) throws IOException {
    return CloneLock.holding(clone.root(), () -> addMail(name));
  }

  private List<Path> addMail(String name) throws IOException {
    checkName("mail", name);
    if (!reaches("mail")) {
      throw new ScaffoldException(
          "%s-module knows nothing of mail. Put mail-module into its pom.xml and let its blueprint require “mail”."
              .formatted(module));
    }
    Map<String, Object> variables = variables(name);
    variables.put("endpoint", endpoint());
    String mail = Templates.read("mail/mail.peb").replace("MODULE", module).replace("NAME", name);
    changes.create(resources().resolve("org/carafe/" + module + "/mail/" + name + ".peb"), mail);
    changes.create(
        java("main", "control/" + Names.capital(name) + "Mail.java"),
        templates.render("mail/Mail.java", variables));
    describe("control", variables);
    String key = "mail." + name;
    say(key, key + ".subject=" + Names.label(name), key + ".subject=" + German.of(name));
    more(key + ".heading=" + Names.label(name), key + ".heading=" + German.of(name));
    more(key + ".body=This is about {0}.", key + ".body=Es geht um {0}.");
    more(key + ".button=Have a look", key + ".button=Ansehen");
    more(
        key + ".note=If you did not expect this mail, ignore it.",
        key + ".note=Wenn du diese Nachricht nicht erwartet hast, ignoriere sie.");
    sample(name, variables);
    return changes.write();
  }

  private void sample(String name, Map<String, Object> variables) {
    String sample =
        "new MailSample(\"%s.%s\", Map.of(\"what\", \"something\", \"url\", \"https://example.org/\"))"
            .formatted(module, name);
    Path service = resources().resolve("META-INF/services/org.carafe.mail.MailSamples");
    if (changes.exists(service)) {
      String type = changes.text(service).strip().replaceFirst("(?s)\\s.*", "");
      Path samples = java("main", type.substring(type.lastIndexOf('.') + 1) + ".java");
      String text = changes.text(samples);
      if (!text.contains("return List.of(")) {
        throw new ScaffoldException(
            "%s does not return List.of(…). Add the sample by hand: %s"
                .formatted(samples.getFileName(), sample));
      }
      changes.edit(
          samples,
          text.replaceFirst("return List\\.of\\(", "$0" + Matcher.quoteReplacement(sample) + ","));
      return;
    }
    variables.put("sample", sample);
    changes.create(
        java("main", Names.capital(module) + "MailSamples.java"),
        templates.render("mail/Samples.java", variables));
    changes.create(
        service, "org.carafe.%s.%sMailSamples\n".formatted(module, Names.capital(module)));
  }

  /** What a package is for, where nothing is in it yet. */
  private void describe(String inner, Map<String, Object> variables) {
    Path info = java("main", inner + "/package-info.java");
    if (!changes.exists(info)) {
      changes.create(info, templates.render("module/" + inner + "/package-info.java", variables));
    }
  }

  private String declared() {
    return changes.text(blueprint());
  }

  private boolean reaches(String other) {
    String pom = Clone.text(clone.modulePath(module).resolve("pom.xml"));
    return module.equals(other)
        || List.of(other, "users", "auth").stream()
            .anyMatch(name -> pom.contains("<artifactId>" + name + "-module</artifactId>"));
  }

  /** A page of the module that a mail can lead to. */
  private String endpoint() {
    Matcher page = FIRST_PAGE.matcher(changes.text(blueprint()));
    return page.find() ? module + "." + page.group(1) : "web.home";
  }

  private void checkName(String what, String name) {
    if (!NAME.matcher(name).matches()) {
      throw new ScaffoldException(
          "“%s” is no name of a %s. Write it in lower camel case, such as %s."
              .formatted(name, what, what.equals("page") ? "archive" : "reminder"));
    }
    if (javax.lang.model.SourceVersion.isKeyword(name)) {
      throw new ScaffoldException(
          "“%s” is a word of Java and cannot name a %s. Choose another.".formatted(name, what));
    }
  }

  private Map<String, Object> variables(String name) {
    var variables = new HashMap<String, Object>();
    variables.put("module", module);
    variables.put("Module", Names.capital(module));
    variables.put("package", "org.carafe." + module);
    variables.put("name", name);
    variables.put("Name", Names.capital(name));
    variables.put("label", Names.label(name));
    variables.put("bean", module + Names.capital(name));
    return variables;
  }

  private static String camel(String kebab) {
    var camel = new StringBuilder();
    for (String word : kebab.split("-", -1)) {
      camel.append(camel.isEmpty() ? word : Names.capital(word));
    }
    return camel.toString();
  }

  private Path java(String kind, String file) {
    return clone
        .modulePath(module)
        .resolve("src/" + kind + "/java/org/carafe/" + module + "/" + file);
  }

  private Path resources() {
    return clone.modulePath(module).resolve("src/main/resources");
  }

  /** In the WAR's own folder where the module is the WAR, else where its jar shares them. */
  private Path views() {
    Path war = clone.modulePath(module).resolve("src/main/webapp/WEB-INF");
    Path folder = Files.isDirectory(war) ? war : resources().resolve("META-INF/resources/WEB-INF");
    return folder.resolve(module);
  }

  private Path blueprint() {
    Path blueprint = java("main", Names.capital(module) + "Blueprint.java");
    if (!Files.isRegularFile(blueprint)) {
      throw new ScaffoldException(
          "%s is missing. A module is declared there."
              .formatted(clone.root().relativize(blueprint)));
    }
    return blueprint;
  }

  /** Adds a line at the end of the blueprint's {@code register}. */
  private void register(String declaration) {
    Path file = blueprint();
    String text = changes.text(file);
    Matcher register = REGISTER.matcher(text);
    if (!register.find()) {
      throw new ScaffoldException(
          "%s has no method register(Registration app) as the others have. Add the line by hand: app.%s"
              .formatted(file.getFileName(), declaration));
    }
    int end = register.end() - "  }".length();
    changes.edit(
        file,
        text.substring(0, end)
            + "    "
            + register.group(1)
            + "."
            + declaration
            + "\n"
            + text.substring(end));
  }

  /** A first text below a heading of its own, in both languages. */
  private void say(String heading, String english, String german) {
    String key = english.substring(0, english.indexOf('='));
    if (Clone.text(texts("")).lines().anyMatch(line -> line.startsWith(key + "="))) {
      throw new ScaffoldException(
          "The texts of %s have %s already. Choose another name.".formatted(module, key));
    }
    more("\n# " + heading + "\n" + english, "\n# " + heading + "\n" + german);
  }

  private void more(String english, String german) {
    append(texts(""), english);
    append(texts("_de"), german);
  }

  private Path texts(String language) {
    return resources().resolve("org/carafe/" + module + "/messages" + language + ".properties");
  }

  private void append(Path file, String line) {
    changes.edit(file, changes.text(file).stripTrailing() + "\n" + line + "\n");
  }
}
