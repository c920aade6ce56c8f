package org.carafe.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.carafe.testing.EmbeddedMariaDb;
import org.carafe.web.CarafeClone.Ended;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** {@code ./carafe shell} itself, with every module. */
class ShellIT {
  private static CarafeClone clone;
  private static Path config;
  private static EmbeddedMariaDb server;

  /** What it said while no database ran. */
  private static Ended alone;

  @BeforeAll
  static void makeClone() throws Exception {
    clone = CarafeClone.make("shell-it", "config");
    config = Files.createDirectory(clone.folder().resolve("config"));
    Files.copy(
        SourceTree.ROOT.resolve("config/application.properties"),
        config.resolve("application.properties"));
    alone = carafe("shell", "-c", "sql(\"select 1 as one\").value()");
    server =
        EmbeddedMariaDb.in(clone.folder().resolve("var/db"))
            .binaries(SourceTree.ROOT.resolve("var/mariadb"))
            .start();
    assertThat(carafe("db", "upgrade").code()).isZero();
  }

  @AfterAll
  static void leaveNothing() throws Exception {
    server.close();
    clone.remove();
  }

  private static Ended carafe(String... arguments) throws Exception {
    return clone.run(Map.of(), List.of(arguments));
  }

  private static Ended lines(String text) throws Exception {
    return clone.run(Map.of(), text, List.of("shell"));
  }

  @Test
  void startsTheDatabaseForItsOwnTime() {
    assertThat(alone.out()).isEqualTo("1\n");
    assertThat(alone.code()).isZero();
  }

  @Test
  void callsTheVerbsOfEveryModule() throws Exception {
    Ended ended =
        lines(
            """
            var ada = users.register("Ada", "ada@carafe.example", Locale.ENGLISH, ZoneId.of("UTC"));
            emailAddresses.add(ada.id(), "new@carafe.example");
            sql("select state, subject from mail_outbox where recipient_address = ?", "new@carafe.example")
            begin();
            em.persist(new Credential(ada.id(), "$argon2id$hush", clock.instant()));
            commit();
            em.find(Credential.class, ada.id())
            people.after("ada", "").people()
            sql("select user_id, password_hash from credentials where user_id = ?", ada.id())
            """);

    assertThat(ended.err()).isEmpty();
    assertThat(ended.code()).isZero();
    assertThat(ended.out())
        .contains("EmailAddress id=", " address=\"new@carafe.example\"")
        .contains("\"QUEUED\"  \"Confirm your address\"")
        .containsPattern("Credential userId=\\d+ passwordHash=\\*{8} changedAt=")
        .containsPattern("(?m)^id +username +usernameKey .*\\n-.*\\n\\d+ +\"Ada\" ")
        .doesNotContain("argon2");
  }

  /** What docs/guide.md shows, but for the numbers. */
  @Test
  void answersAsTheGuideShows() throws Exception {
    List<String> shown =
        Snippet.of("docs/guide.md").stream()
            .filter(snippet -> snippet.typedBy().equals("ShellIT"))
            .flatMap(snippet -> snippet.text().lines())
            .toList();
    var prompt = Pattern.compile("carafe( \\(transaction\\))?> ");
    var typed =
        shown.stream()
            .filter(prompt.asPredicate())
            .map(line -> prompt.matcher(line).replaceFirst(""));
    var answered =
        shown.stream()
            .filter(prompt.asPredicate().negate())
            .filter(line -> !line.startsWith("published ")); // which is told to people alone

    Ended ended = lines(typed.collect(Collectors.joining("\n", "", "\n")));

    assertThat(ended.err()).isEmpty();
    assertThat(withoutNumbers(ended.out()))
        .isEqualTo(withoutNumbers(answered.collect(Collectors.joining("\n", "", "\n"))));
  }

  /** Of another width, columns are too. */
  private static String withoutNumbers(String text) {
    return text.replaceAll("\\d+", "1").replaceAll("(?m)(?<=^|  )-+", "-").replaceAll(" +", " ");
  }

  @Test
  void takesBackWhatWasDoneOverLines() throws Exception {
    Ended ended =
        lines(
            """
            begin();
            users.register("Bob", "bob@carafe.example", Locale.ENGLISH, ZoneId.of("UTC"));
            users.find("bob").isPresent()
            rollback();
            users.find("bob").isPresent()
            """);

    assertThat(ended.err()).isEmpty();
    assertThat(ended.out()).startsWith("Person id=").endsWith("\ntrue\nfalse\n");
  }

  @Test
  void endsAtTheFirstFailureInOneSentence() throws Exception {
    var register =
        "users.register(\"Cleo\", \"cleo%d@carafe.example\", Locale.ENGLISH, ZoneId.of(\"UTC\"));\n";
    Ended taken = lines(register.formatted(1) + register.formatted(2) + "1 + 1\n");

    assertThat(taken.code()).isEqualTo(1);
    assertThat(taken.err())
        .startsWith("standard input:2: UsernameTaken: ")
        .contains("at org.carafe.users.Users.register(Users.java:")
        .doesNotContain("org.jboss", "org.eclipse", "java.base");
    assertThat(taken.out()).doesNotContain("2\n");
    Ended misspelt = carafe("shell", "-c", "users.nobody()");
    assertThat(misspelt.code()).isEqualTo(1);
    assertThat(misspelt.err()).startsWith("-c:1: cannot find symbol").contains("nobody");
  }

  @Test
  void beginsWithTheStartUpFileAndTheConfigurationOfTheProfile() throws Exception {
    var startup = Files.writeString(config.resolve("shell.jsh"), "int answer = 42;\n");
    Files.writeString(config.resolve("application-test.properties"), "app.name=Testing\n");
    Files.writeString(clone.folder().resolve(".env"), "FB_URL=https://facebook.example/carafe\n");
    var database =
        Map.of("DB_URL", server.url(), "DB_USER", server.user(), "DB_PASSWORD", server.password());
    var text =
        """
        answer
        app.configuration().get(org.carafe.core.config.CoreSettings.APP_NAME)
        socialLinks.facebook()
        sql("delete from credentials where user_id = -1")
        """;
    Ended refused = clone.run(database, text, List.of("shell", "--profile", "test"));

    assertThat(refused.out()).isEqualTo("42\n\"Testing\"\nhttps://facebook.example/carafe\n");
    assertThat(refused.err()).startsWith("standard input:4: ").contains("--yes");
    assertThat(refused.code()).isEqualTo(1);
    assertThat(clone.run(database, text, List.of("shell", "--profile=test", "--yes")).out())
        .endsWith("\n0 rows changed\n");
    Files.writeString(startup, "int answer = ;\n");
    assertThat(carafe("shell", "-c", "1").err()).startsWith("config/shell.jsh:1: ");
    assertThat(carafe("shell", "--no-startup", "-c", "1").out()).isEqualTo("1\n");
    Files.delete(startup);
    assertThat(carafe("shell", "--profile", "prod", "-c", "1").err())
        .contains("base.url is missing");
  }

  /** What is said when it is stopped after it has said “begun”. */
  private static Ended interrupted(String java, int times) throws Exception {
    Files.deleteIfExists(clone.folder().resolve("out"));
    Process process = clone.start(Map.of(), "", List.of("shell", "-c", java));
    for (int i = 0; i < times; i++) {
      await(i == 0 ? "out" : "err", i == 0 ? "begun" : i == 1 ? "" : "Ctrl-C once more");
      new ProcessBuilder("kill", "-INT", Long.toString(process.pid())).start().waitFor();
      Thread.sleep(300);
    }
    return clone.end(process);
  }

  private static void await(String file, String told) throws Exception {
    Path said = clone.folder().resolve(file);
    for (int i = 0;
        i < 600 && !(Files.exists(said) && Files.readString(said).contains(told));
        i++) {
      Thread.sleep(100);
    }
    assertThat(said).content().contains(told);
  }

  @Test
  void stopsAnEndlessLoopAndKeepsNothingOfItsTransaction() throws Exception {
    Ended loop =
        interrupted(
            "begin(); sql(\"insert into roles (name) values ('looped')\"); System.out.println(\"begun\"); while (true) {}",
            1);
    assertThat(loop.err()).isEqualTo("Stopped. The open transaction was rolled back.\n");
    assertThat(loop.code()).isEqualTo(130);

    Ended waiting = interrupted("System.out.println(\"begun\"); Thread.sleep(600_000)", 1);
    assertThat(waiting.err()).isEqualTo("Stopped.\n");
    assertThat(waiting.code()).isEqualTo(130);

    Ended deaf =
        interrupted(
            "begin(); sql(\"insert into roles (name) values ('looped')\"); { System.out.println(\"begun\"); java.util.stream.LongStream.range(0, Long.MAX_VALUE).sum(); }",
            3);
    assertThat(deaf.err()).contains("This cannot be stopped").doesNotContain("Stopped.");
    assertThat(deaf.code()).isEqualTo(130);
    assertThat(
            carafe(
                    "shell",
                    "-c",
                    "sql(\"select count(*) from roles where name = 'looped'\").value()")
                .out())
        .isEqualTo("0\n");
  }

  @Test
  void readsAFileAsItReadsStandardInput() throws Exception {
    Path file =
        Files.writeString(
            clone.folder().resolve("lines.jsh"),
            """
            // no semicolons
            var one = 1

            int twice(int x) {
              return 2 * x;
            }
            List.of(one, twice(21))
                .stream()
                .map(x -> x + 1)
                .toList()
            if (one == 2) System.out.println("no");
            else System.out.println("else")
            nothing
            """);

    Ended ended = carafe("shell", file.toString());

    assertThat(ended.out()).contains("2", "43", "else");
    assertThat(ended.err()).startsWith(file + ":13: cannot find symbol");
    assertThat(ended.code()).isEqualTo(1);
  }
}
