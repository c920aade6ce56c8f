package org.carafe.cli.context;

import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.context.NormalScope;
import jakarta.enterprise.context.control.RequestContextController;
import jakarta.enterprise.inject.Stereotype;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.inject.Inject;
import jakarta.interceptor.Interceptor;
import jakarta.persistence.EntityManager;
import java.lang.annotation.Annotation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.carafe.core.Application;
import org.carafe.core.ModuleClasses;
import org.carafe.core.ModuleVerbs;
import org.carafe.core.migration.Database;
import org.carafe.core.persistence.PersistentClasses;
import org.jboss.weld.environment.se.Weld;
import org.jboss.weld.environment.se.WeldContainer;
import org.jspecify.annotations.Nullable;

/**
 * The modules' beans at work on a database, without a server.
 *
 * <pre>{@code
 * try (var context = ApplicationContext.open(application, database)) {
 *   context.get(Users.class).find("ada");
 * }
 * }</pre>
 *
 * <p>Verbs are transactions of their own, as in the server, unless the thread is in one. Events
 * reach their observers after the commit, before the call that caused them returns. What begins
 * with a server does not begin: nothing migrates, sweeps, or delivers mail.
 */
public final class ApplicationContext implements AutoCloseable {
  private static final ClassLoader LOADER = ApplicationContext.class.getClassLoader();

  /** Kept, because loggers are weakly referenced. */
  private static final Logger WELD = Logger.getLogger("org.jboss.weld");

  private final Application application;
  private final List<String> persistent;
  private final EntityManagers managers;
  private final LocalTransactions transactions;
  private final List<Record> heard = new ArrayList<>();
  private final WeldContainer container;

  private ApplicationContext(Application application, Database database) {
    this.application = application;
    List<Class<?>> classes = ModuleClasses.find(LOADER);
    this.persistent = PersistentClasses.among(classes);
    this.managers = new EntityManagers(persistent, database);
    this.transactions = new LocalTransactions(managers::open);
    WELD.setLevel(Level.WARNING);
    var resources = new ServerResources(managers, transactions);
    this.container =
        new Weld()
            .setClassLoader(LOADER)
            .disableDiscovery()
            .beanClasses(beans(classes))
            .addBeanClasses(TransactionInterceptor.ALL.toArray(Class<?>[]::new))
            .addBeanClass(Operator.class)
            .addExtension(new WithoutServer(transactions, heard::add))
            .addServices(resources.persistence(), resources.resources())
            .property("org.jboss.weld.bootstrap.concurrentDeployment", false)
            .property("org.jboss.weld.se.shutdownHook", false)
            .initialize();
  }

  /** Makes the application the current one; the database is entered when it is needed. */
  public static ApplicationContext open(Application application, Database database) {
    return new ApplicationContext(application.install(), database);
  }

  private static Class<?>[] beans(List<Class<?>> classes) {
    return classes.stream()
        .filter(
            type -> Arrays.stream(type.getAnnotations()).anyMatch(ApplicationContext::makesBean))
        .toArray(Class<?>[]::new);
  }

  /** The annotations that define a bean, after CDI 4.0, 2.5.1. */
  private static boolean makesBean(Annotation annotation) {
    Class<? extends Annotation> type = annotation.annotationType();
    return type == Dependent.class
        || type == Interceptor.class
        || type.isAnnotationPresent(NormalScope.class)
        || type.isAnnotationPresent(Stereotype.class);
  }

  /** Whether a command asks for beans. */
  public static boolean isWantedBy(Object command) {
    return Arrays.stream(command.getClass().getDeclaredFields())
        .anyMatch(field -> field.isAnnotationPresent(Inject.class));
  }

  /** Gives an object, which is no bean itself, the beans that it asks for. */
  public <T> void inject(T object) {
    BeanManager beans = container.getBeanManager();
    @SuppressWarnings("unchecked")
    Class<T> type = (Class<T>) object.getClass();
    beans
        .getInjectionTargetFactory(beans.createAnnotatedType(type))
        .createInjectionTarget(null)
        .inject(object, beans.createCreationalContext(null));
  }

  public Application application() {
    return application;
  }

  /** The bean of a class or interface. */
  public <T> T get(Class<T> type) {
    return container.select(type).get();
  }

  /** The packages in which entities lie. */
  public Set<String> entityPackages() {
    return persistent.stream()
        .map(name -> name.substring(0, name.lastIndexOf('.')))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** The modules' verbs, by the names that variables of them would have. */
  public SortedMap<String, Class<?>> verbs() {
    return ModuleVerbs.of(application, container.getBeanManager());
  }

  /** The transactions of the calling thread. */
  public LocalTransactions transactions() {
    return transactions;
  }

  /** The entity manager of whatever transaction the calling thread is in. */
  public EntityManager entities() {
    return managers.shared(transactions);
  }

  /** Connections to the database, each a new one. */
  public DataSource dataSource() {
    return managers.dataSource();
  }

  /** Whether an attribute of an entity was read already, so that looking at it asks nothing. */
  public boolean isLoaded(Object entity, String attribute) {
    return managers.isLoaded(entity, attribute);
  }

  /** What was published since this was last asked, in its order. */
  public List<Record> published() {
    List<Record> all = List.copyOf(heard);
    heard.clear();
    return all;
  }

  /** Does something with request-scoped beans of its own. */
  public <T extends @Nullable Object> T inRequest(Callable<T> task) throws Exception {
    var requests = container.select(RequestContextController.class).get();
    boolean begun = requests.activate();
    try {
      return task.call();
    } finally {
      if (begun) {
        requests.deactivate();
      }
    }
  }

  /** Rolls an open transaction back and ends. */
  @Override
  public void close() {
    if (transactions.isActive()) {
      transactions.rollback();
    }
    container.shutdown();
    managers.close();
  }
}
