package org.carafe.core;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.Set;
import org.carafe.core.config.Configuration;
import org.carafe.core.config.CoreSettings;
import org.carafe.core.config.Setting;
import org.carafe.core.route.Destination;
import org.carafe.core.route.Routes;
import org.carafe.core.signing.KeyedDigest;
import org.carafe.core.signing.Signer;
import org.carafe.core.signing.SigningKeys;
import org.carafe.core.text.Messages;
import org.jspecify.annotations.Nullable;

/**
 * The assembled application: what all blueprints declared, checked, ordered and frozen.
 *
 * <pre>{@code
 * Application app = Application.create();
 * app.urlFor("users.profile", "name", "ada");   // /u/ada
 * }</pre>
 */
public final class Application {
  private static volatile @Nullable Application current;

  private final Declarations declarations;
  private final Configuration configuration;
  private final Routes routes;
  private final Messages messages;

  private Application(Declarations declarations, Configuration configuration) {
    this.declarations = declarations;
    this.configuration = configuration;
    this.routes = new Routes(declarations.routes());
    this.messages = Messages.of(declarations.blueprints());
  }

  /**
   * The factory: finds the blueprints on the class path, replays their declarations in order of
   * dependency and reads the configuration that they ask for.
   *
   * @throws MistakesInBlueprints with every mistake of every blueprint
   * @throws org.carafe.core.config.ConfigurationException with every mistake of the configuration
   */
  public static Application create() {
    Declarations declarations = Declarations.replay(discover());
    return new Application(declarations, Configuration.load(declarations.settings()));
  }

  /** The same for these blueprints and this configuration. */
  public static Application create(Collection<Blueprint> blueprints, Configuration configuration) {
    return new Application(Declarations.replay(blueprints), configuration);
  }

  /** The blueprints on the class path, unordered. */
  public static List<Blueprint> discover() {
    return ServiceLoader.load(Blueprint.class).stream().map(ServiceLoader.Provider::get).toList();
  }

  /** Every setting that the blueprints on the class path declare, for tools that need no more. */
  public static Collection<Setting<?>> settings(Collection<Blueprint> blueprints) {
    return Declarations.replay(blueprints).settings();
  }

  /**
   * The application of this server or command.
   *
   * @throws IllegalStateException before it was created
   */
  public static Application current() {
    Application application = current;
    if (application == null) {
      throw new IllegalStateException(
          "The application is not assembled yet; it is created when the server or a command starts.");
    }
    return application;
  }

  /** Makes this the application that {@link #current()} answers with. */
  public Application install() {
    current = this;
    return this;
  }

  /** The blueprints in order of dependency. */
  public List<Blueprint> blueprints() {
    return declarations.blueprints();
  }

  /** The access table. */
  public Routes routes() {
    return routes;
  }

  /** The effective configuration. */
  public Configuration configuration() {
    return configuration;
  }

  /** What signs tokens of one purpose, such as {@code auth.confirm}, with the configured keys. */
  public Signer signer(String purpose) {
    return Signer.forPurpose(keys(), purpose);
  }

  /** What recognises names and network addresses of one purpose without keeping them. */
  public KeyedDigest digest(String purpose) {
    return KeyedDigest.forPurpose(keys(), purpose);
  }

  private SigningKeys keys() {
    return SigningKeys.of(
        configuration.get(CoreSettings.SECRET_KEY),
        configuration.get(CoreSettings.SECRET_KEY_FALLBACKS).toArray(String[]::new));
  }

  /** Every module's texts. */
  public Messages messages() {
    return messages;
  }

  /** The path of an endpoint; see {@link Routes#urlFor}. */
  public String urlFor(String endpoint, @Nullable Object... namesAndValues) {
    return routes.urlFor(endpoint, namesAndValues);
  }

  /** The same with scheme and host of {@code base.url}, for mail. */
  public String externalUrlFor(String endpoint, @Nullable Object... namesAndValues) {
    String base = configuration.get(CoreSettings.BASE_URL).toString();
    return base.replaceFirst("/+$", "") + routes.urlFor(endpoint, namesAndValues);
  }

  /** The menu of this name, empty when no page is in it. */
  public Area area(String name) {
    return declarations.area(name);
  }

  /** The panels of a slot in their order. */
  public List<Panel> panels(String slot) {
    return declarations.panels(slot);
  }

  /** Every permission, with the blueprint that declares it. */
  public Map<String, String> permissions() {
    return declarations.permissions();
  }

  /** Every context value by its name. */
  public Map<String, ContextValue<?>> contextValues() {
    return declarations.contextValues();
  }

  /** The JAX-RS resource classes. */
  public Set<Class<?>> resources() {
    return declarations.resources();
  }

  /** The picocli command classes of all modules. */
  public List<Class<?>> commands() {
    return declarations.commands();
  }

  /** What becomes of a request for this decoded path. */
  public Destination destination(String method, String path) {
    return Destination.of(method, path, routes, declarations.passThroughs());
  }

  /** Where a person lands who has signed in, or is led to who must not see a page: else home. */
  public String landingUrl() {
    return declarations.landingEndpoint().map(routes::urlFor).orElse("/");
  }

  /** Whether an endpoint takes requests that no page of this site made. */
  public boolean takesFromAnywhere(String endpoint) {
    return declarations.takesFromAnywhere(endpoint);
  }

  /** The endpoint where people sign in, if a module offers one. */
  public Optional<String> signInEndpoint() {
    return declarations.signInEndpoint();
  }

  /** The view that shows errors to a person, if a module offers one. */
  public Optional<String> errorView() {
    return declarations.errorView();
  }
}
