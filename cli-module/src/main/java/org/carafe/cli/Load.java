package org.carafe.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Requests one after the other on four connections, and counts those answered with 200. */
final class Load {
  private static final int CONNECTIONS = 4;

  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final URI site;

  Load(URI site) {
    this.site = site;
  }

  /** Signs in and answers the identity cookie. */
  String signIn(String login, String password) throws IOException, InterruptedException {
    String form =
        "signin=signin&go=1&keep=on&jakarta.faces.ViewState=stateless&login="
            + URLEncoder.encode(login, UTF_8)
            + "&password="
            + URLEncoder.encode(password, UTF_8);
    var request =
        HttpRequest.newBuilder(site.resolve("/login"))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .header("Sec-Fetch-Site", "same-origin")
            .POST(HttpRequest.BodyPublishers.ofString(form))
            .build();
    var answer = client.send(request, HttpResponse.BodyHandlers.discarding());
    return answer
        .headers()
        .firstValue("Set-Cookie")
        .map(cookie -> cookie.substring(0, cookie.indexOf(';')))
        .orElseThrow(
            () -> new IOException("Signing in failed with status " + answer.statusCode() + "."));
  }

  /** Loads a page for a while. */
  long run(URI url, Map<String, String> headers, Duration time)
      throws IOException, InterruptedException {
    var builder = HttpRequest.newBuilder(url);
    headers.forEach(builder::header);
    var request = builder.build();
    long end = System.nanoTime() + time.toNanos();
    var threads = Executors.newFixedThreadPool(CONNECTIONS);
    try {
      var counts = new ArrayList<Future<Long>>();
      for (int i = 0; i < CONNECTIONS; i++) {
        counts.add(threads.submit(() -> requestUntil(end, request)));
      }
      long all = 0;
      for (Future<Long> count : counts) {
        all += count.get();
      }
      return all;
    } catch (ExecutionException failure) {
      throw new IOException(failure.getCause());
    } finally {
      threads.shutdownNow();
    }
  }

  private long requestUntil(long end, HttpRequest request)
      throws IOException, InterruptedException {
    long count = 0;
    while (System.nanoTime() < end) {
      var answer = client.send(request, HttpResponse.BodyHandlers.ofByteArray());
      if (answer.statusCode() != 200) {
        throw new IOException(request.uri() + " answers " + answer.statusCode() + ".");
      }
      count++;
    }
    return count;
  }
}
