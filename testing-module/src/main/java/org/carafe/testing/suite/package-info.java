/**
 * One server for all integration tests: Arquillian's container and the deployment of the suite.
 *
 * <p>web-module's build gathers the test classes of every module it assembles into one folder,
 * Failsafe runs what it finds there, and {@link org.carafe.testing.suite.Suite} deploys the
 * production WAR together with them and with the development modules.
 */
@NullMarked
package org.carafe.testing.suite;

import org.jspecify.annotations.NullMarked;
