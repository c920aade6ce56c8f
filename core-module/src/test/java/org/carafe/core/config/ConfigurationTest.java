package org.carafe.core.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConfigurationTest {
  private static final String STRONG_KEY = "fM4rM0X1q7bJ9sZp2LwTn8VdKc5HyQ3e";
  private static final Setting<Integer> SIZE = Setting.integer("pool.size").byDefault("10");
  private static final Setting<String> TOKEN = Setting.secret("api.token");
  private static final Setting<Boolean> OPEN = Setting.flag("sign.up.open").byDefault("true");

  @TempDir Path folder;
  private final Map<String, String> properties = new HashMap<>();
  private final Map<String, String> environment = new HashMap<>();

  @BeforeEach
  void inTest() {
    properties.put("carafe.profile", "test");
  }

  @Nested
  class Order {
    @Test
    void theDefaultCountsWhereNothingElseIsGiven() {
      assertThat(value()).isEqualTo("10 from default");
    }

    @Test
    void eachSourceBeatsTheOnesBeforeIt() throws IOException {
      write("config/application.properties", "pool.size=11");
      assertThat(value()).isEqualTo("11 from config/application.properties");
      write("config/application-test.properties", "pool.size=12");
      assertThat(value()).isEqualTo("12 from config/application-test.properties");
      write(".env", "POOL_SIZE=13");
      assertThat(value()).isEqualTo("13 from .env");
      write("size.txt", "14\n");
      write("config/application.properties", "pool.size.file=size.txt");
      assertThat(value()).isEqualTo("14 from file size.txt (config/application.properties)");
      environment.put("POOL_SIZE", "15");
      assertThat(value()).isEqualTo("15 from environment variable POOL_SIZE");
      properties.put("pool.size", "16");
      assertThat(value()).isEqualTo("16 from system property pool.size");
    }

    @Test
    void anEmptyValueIsNone() throws IOException {
      write("config/application.properties", "pool.size=11");
      environment.put("POOL_SIZE", " ");
      assertThat(value()).isEqualTo("11 from config/application.properties");
    }

    @Test
    void theFolderOfTheFilesCanBeAnother() throws IOException {
      write("elsewhere/application.properties", "pool.size=11");
      environment.put("CARAFE_CONFIG", folder.resolve("elsewhere").toString());
      assertThat(value()).isEqualTo("11 from elsewhere/application.properties");
    }

    @Test
    void productionDoesNotReadTheDotEnvFile() throws IOException {
      properties.put("carafe.profile", "prod");
      write(".env", "POOL_SIZE=13");
      assertThat(value()).isEqualTo("10 from default");
    }

    @Test
    void theProfileIsProductionUnlessSaid() {
      properties.clear();
      assertThat(load(SIZE).profile()).isEqualTo(Profile.PROD);
    }

    private String value() {
      var configuration = load(SIZE);
      assertThat(configuration.get(SIZE).toString())
          .isEqualTo(configuration.entries().get(0).text().orElseThrow());
      return configuration.get(SIZE)
          + " from "
          + configuration.entries().get(0).origin().orElse("");
    }
  }

  @Nested
  class Values {
    @Test
    void areTyped() {
      properties.put("session.lifetime", "PT90M");
      properties.put("base.url", "https://example.org");
      properties.put("secret.key.fallbacks", "one, two");
      var configuration = load(CoreSettings.ALL.toArray(Setting[]::new));
      assertThat(configuration.get(CoreSettings.SESSION_LIFETIME))
          .isEqualTo(Duration.ofMinutes(90));
      assertThat(configuration.get(CoreSettings.BASE_URL))
          .isEqualTo(URI.create("https://example.org"));
      assertThat(configuration.get(CoreSettings.SECRET_KEY_FALLBACKS))
          .containsExactly("one", "two");
      assertThat(configuration.find(CoreSettings.DB_MIGRATE_URL)).isEmpty();
      assertThat(configuration.get(CoreSettings.APP_NAME)).isEqualTo("Carafe");
    }

    @Test
    void thatAreAbsentAreRefusedWithTheRemedy() {
      assertThatThrownBy(() -> load(TOKEN).get(TOKEN))
          .hasMessageContaining(
              "api.token has no value. Set the environment variable API_TOKEN, or API_TOKEN_FILE to a file that holds it.");
    }

    @Test
    void ofASettingNobodyRegisteredAreRefused() {
      assertThatThrownBy(() -> load(SIZE).get(Setting.integer("pool.sise")))
          .hasMessage(
              "The setting pool.sise is not registered. Declare it in a blueprint with app.setting(…). Did you mean “pool.size”?");
    }

    @Test
    void thatAreSecretAreMasked() {
      properties.put("api.token", "hush");
      var entry = load(TOKEN).entries().get(0);
      assertThat(entry.shown()).isEqualTo("********");
      assertThat(entry.text()).contains("hush");
    }
  }

  @Nested
  class Problems {
    @Test
    void areAllReportedTogether() throws IOException {
      write("config/application.properties", "pool.size=ten\npol.size=4\nsign.up.open=yes");
      write(".env", "API_TOKEN=x\nnonsense");
      assertThatThrownBy(() -> load(SIZE, OPEN, TOKEN))
          .isInstanceOfSatisfying(
              ConfigurationException.class,
              e ->
                  assertThat(e.problems())
                      .containsExactly(
                          "Line 2 of .env is not NAME=value. Write it so, or put a # before it.",
                          "pool.size is \"ten\" (config/application.properties), which is not a whole number such as 25.",
                          "sign.up.open is \"yes\" (config/application.properties), which is not true or false.",
                          "pol.size in config/application.properties is no setting. Did you mean “pool.size”? Correct the name or delete the line."));
    }

    @Test
    void includeMisspeltNamesInDotEnv() throws IOException {
      write(".env", "POL_SIZE=4\nPOOL_SIZE=5\npool.size=5\nAPI_TOKEN_FILE=\nMINE=1");
      environment.put("ANYTHING_ELSE", "1");
      assertThat(problems(SIZE, TOKEN))
          .containsExactly(
              "MINE in .env is no setting. Correct the name, delete the line, or give it in the environment if it is not for Carafe.",
              "POL_SIZE in .env is no setting. Did you mean “POOL_SIZE”? Correct the name, delete the line, or give it in the environment if it is not for Carafe.");
    }

    @Test
    void neverShowASecret() {
      var number =
          Setting.integer("api.pin")
              .kept()
              .checked((pin, profile) -> java.util.Optional.of("is bad"));
      properties.put("api.pin", "hush");
      assertThat(problems(number))
          .singleElement()
          .asString()
          .contains("api.pin")
          .doesNotContain("hush");
      properties.put("api.pin", "1234");
      assertThat(problems(number)).containsExactly("api.pin (system property api.pin) is bad.");
    }

    @Test
    void nameTheSecretFileThatIsMissing() {
      environment.put("API_TOKEN_FILE", "/nowhere/token");
      assertThat(problems(TOKEN))
          .containsExactly(
              "The file /nowhere/token, named by api.token.file in environment variable API_TOKEN_FILE, cannot be read. Create it or name another.");
    }

    @Test
    void nameTheProfileThatIsUnknown() {
      properties.put("carafe.profile", "prd");
      assertThat(problems(SIZE))
          .containsExactly(
              "The profile \"prd\" (system property carafe.profile) is unknown. It is dev, test or prod. Did you mean “prod”?");
    }

    @Test
    void doNotIncludeWhatIsMeantForMicroProfile() throws IOException {
      write("config/application.properties", "mp.openapi.scan.disable=true");
      assertThat(problems(SIZE)).isEmpty();
    }

    @Test
    void includeASettingDeclaredTwice() {
      assertThat(problems(SIZE, SIZE))
          .containsExactly("The setting pool.size is declared twice. Rename one of the two.");
    }

    @Test
    void includeABrokenFile() throws IOException {
      write("config/application.properties", "app.name=\\u00zz");
      assertThat(problems(SIZE))
          .singleElement()
          .asString()
          .startsWith("The file config/application.properties cannot be read");
    }
  }

  @Nested
  class Production {
    @BeforeEach
    void inProduction() {
      properties.put("carafe.profile", "prod");
    }

    @Test
    void needsItsKeyAddressAndDatabasePasswordAndSaysSoInOneList() {
      assertThat(problems(CoreSettings.ALL.toArray(Setting[]::new)))
          .containsExactly(
              "base.url is missing. Set it in application-prod.properties or as the environment variable BASE_URL.",
              "secret.key is missing. Set the environment variable SECRET_KEY, or SECRET_KEY_FILE to a file that holds it.",
              "db.password is missing. Set the environment variable DB_PASSWORD, or DB_PASSWORD_FILE to a file that holds it.");
    }

    @Test
    void startsWithAllThree() {
      properties.put("base.url", "https://example.org");
      environment.put("SECRET_KEY", STRONG_KEY);
      environment.put("DB_PASSWORD", "p7Gr4xQ9-vLm2");
      assertThat(problems(CoreSettings.ALL.toArray(Setting[]::new))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "http://accounts.example.org",
          "http://192.168.0.7:8080",
          "http://127.0.0.1.example.org",
          "http://localhost.example.org",
          "http://[2001:db8::1]"
        })
    void refusesAnUnencryptedAddress(String url) {
      environment.put("BASE_URL", url);
      assertThat(problems(CoreSettings.BASE_URL))
          .containsExactly(
              "base.url is \"%s\" (environment variable BASE_URL), which sends passwords over the network unencrypted. Put a proxy with TLS in front and write https://."
                  .formatted(url));
      properties.put("carafe.profile", "dev");
      assertThat(problems(CoreSettings.BASE_URL)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "https://accounts.example.org",
          "http://localhost:8080",
          "http://LOCALHOST",
          "http://127.0.0.1",
          "http://127.8.8.8:90",
          "http://[::1]:8080"
        })
    void takesAnEncryptedAddressOrThisMachine(String url) {
      environment.put("BASE_URL", url);
      assertThat(problems(CoreSettings.BASE_URL)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
      "HTTPS://Accounts.Example.ORG:443/, https://accounts.example.org",
      "https://accounts.example.org.:8443, https://accounts.example.org:8443",
      "http://LOCALHOST:80, http://localhost"
    })
    void readsAnAddressInItsUsualForm(String given, String address) {
      environment.put("BASE_URL", given);
      assertThat(problems(CoreSettings.BASE_URL)).isEmpty();
      assertThat(
              Configuration.read(surroundings(), List.of(CoreSettings.BASE_URL))
                  .get(CoreSettings.BASE_URL))
          .hasToString(address);
    }

    @ParameterizedTest
    @CsvSource({
      "https://example.org/accounts, has more than scheme",
      "https://example.org/?, has more than scheme",
      "https://example.org?a=b, has more than scheme",
      "https://example.org#top, has more than scheme",
      "https://me@example.org, names a user. Leave away what stands before the @",
      "https://me:secret@example.org, names a user. Leave away what stands before the @"
    })
    void refusesAnAddressThatIsMoreThanAnOrigin(String url, String why) {
      environment.put("BASE_URL", url);
      assertThat(problems(CoreSettings.BASE_URL)).singleElement().asString().contains(why);
    }

    @ParameterizedTest
    @CsvSource({
      "carafe, is made of the user's name or of common words",
      "Password, is made of the user's name or of common words",
      "changeme-changeme, is made of the user's name or of common words",
      "carafe-password-1, is made of the user's name or of common words",
      "accounts_app2026, is made of the user's name or of common words",
      "x7Gr4xQ9vLm, has 11 characters where at least 12 are needed",
      "aaaaaaaaaaaaaaaa, is too regular to be secret",
      "abcdefghijklmnop, is too regular to be secret"
    })
    void refusesAWeakDatabasePassword(String password, String why) {
      environment.put("DB_USER", "accounts_app");
      environment.put("DB_PASSWORD", password);
      assertThat(problems(CoreSettings.DB_USER, CoreSettings.DB_PASSWORD))
          .containsExactly(
              "db.password (environment variable DB_PASSWORD) %s. Give the database user another; openssl rand -base64 24 makes one."
                  .formatted(why));
      properties.put("carafe.profile", "dev");
      assertThat(problems(CoreSettings.DB_USER, CoreSettings.DB_PASSWORD)).isEmpty();
    }

    @Test
    void takesADatabasePasswordThatContainsAWord() {
      environment.put("DB_PASSWORD", "my password is a horse with wings");
      assertThat(problems(CoreSettings.DB_USER, CoreSettings.DB_PASSWORD)).isEmpty();
    }

    @Test
    void namesAWeakPasswordAndAnOpenAddressTogether() {
      environment.put("BASE_URL", "http://example.org");
      environment.put("DB_PASSWORD", "carafe");
      assertThat(problems(CoreSettings.ALL.toArray(Setting[]::new)))
          .hasSize(3)
          .anyMatch(problem -> problem.startsWith("base.url is"))
          .anyMatch(problem -> problem.startsWith("secret.key is missing"))
          .anyMatch(problem -> problem.startsWith("db.password (environment"));
    }

    @Test
    void takesOnlyALanguageThatThereAreTextsIn() {
      environment.put("LOCALE_DEFAULT", "fr");
      assertThat(problems(CoreSettings.LOCALE_DEFAULT))
          .containsExactly(
              "locale.default is \"fr\" (environment variable LOCALE_DEFAULT), which is no language that there are texts in. Choose en or de.");

      environment.put("LOCALE_DEFAULT", "de");
      assertThat(problems(CoreSettings.LOCALE_DEFAULT)).isEmpty();
    }

    @Test
    void refusesAWeakFallbackKey() {
      environment.put("SECRET_KEY_FALLBACKS", STRONG_KEY + ",short");
      assertThat(problems(CoreSettings.SECRET_KEY_FALLBACKS))
          .containsExactly(
              "secret.key.fallbacks (environment variable SECRET_KEY_FALLBACKS) has 5 characters where at least 32 are needed. Make one with: openssl rand -base64 32.");
    }
  }

  private Configuration load(Setting<?>... settings) {
    return Configuration.load(surroundings(), List.of(settings));
  }

  private List<String> problems(Setting<?>... settings) {
    return Configuration.read(surroundings(), List.of(settings)).problems();
  }

  private Surroundings surroundings() {
    return new Surroundings(properties, environment, folder);
  }

  private void write(String file, String text) throws IOException {
    var path = folder.resolve(file);
    Files.createDirectories(path.getParent());
    Files.writeString(path, text);
  }
}
