import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A sample worker without any library: `java Worker.java <address of processing> <job type>…`, with an access token in TOKEN.
 * It takes jobs, adds one to their `count`, and brings the outcomes back together, until its standard input is closed.
 * A job whose `count` is missing fails without another try: somebody has to look.
 */
public final class Worker {
    private static final int MOST_JOBS = 50;
    private static final int LOCK_SECONDS = 30;
    private static final int WAIT_SECONDS = 2;
    private static final long LONGEST_PAUSE_MS = 10_000;

    private final HttpClient http = HttpClient.newHttpClient();
    private final String api;
    private final String token;

    private Worker(String api, String token) {
        this.api = api;
        this.token = token;
    }

    public static void main(String[] arguments) throws Exception {
        Worker worker = new Worker(arguments[0], System.getenv("TOKEN"));
        List<String> types = List.of(arguments).subList(1, arguments.length);
        Thread work = new Thread(() -> worker.run(types), "work");
        work.start();
        while (System.in.read() != -1) { }
        work.interrupt();
        work.join();
    }

    /** What fails is asked again, after a pause that doubles. What was taken and not answered is offered again when its lock has run out. */
    private void run(List<String> types) {
        long pauseMs = 100;
        while (!Thread.currentThread().isInterrupted()) {
            try {
                workOnce(types);
                pauseMs = 100;
            } catch (InterruptedException stopped) {
                return;
            } catch (Exception failed) {
                System.err.println(failed.getMessage());
                try {
                    Thread.sleep(pauseMs);
                } catch (InterruptedException stopped) {
                    return;
                }
                pauseMs = Math.min(2 * pauseMs, LONGEST_PAUSE_MS);
            }
        }
    }

    private void workOnce(List<String> types) throws Exception {
        Map<String, Object> question = new LinkedHashMap<>();
        question.put("types", types);
        question.put("worker", "java");
        question.put("maxJobs", MOST_JOBS);
        question.put("lockSeconds", LOCK_SECONDS);
        question.put("waitSeconds", WAIT_SECONDS);
        List<Object> outcomes = new ArrayList<>();
        for (Object job : (List<?>) post("/jobs/activation", question).get("jobs")) outcomes.add(outcomeOf((Map<?, ?>) job));
        if (outcomes.isEmpty()) return;
        Map<String, Object> done = new LinkedHashMap<>();
        done.put("worker", "java");
        done.put("outcomes", outcomes);
        for (Object result : (List<?>) post("/jobs/outcomes", done).get("results")) {
            Map<?, ?> answer = (Map<?, ?>) result;
            if (!Boolean.TRUE.equals(answer.get("accepted"))) System.err.println(answer.get("jobId") + ": " + answer.get("problem"));
        }
    }

    private static Map<String, Object> outcomeOf(Map<?, ?> job) {
        Map<String, Object> outcome = new LinkedHashMap<>();
        outcome.put("jobId", job.get("jobId"));
        outcome.put("lock", job.get("lock"));
        Object count = ((Map<?, ?>) job.get("variables")).get("count");
        if (count instanceof Number number) {
            outcome.put("kind", "completion");
            outcome.put("variables", Map.of("count", number.longValue() + 1));
            return outcome;
        }
        outcome.put("kind", "failure");
        outcome.put("retries", 0);
        outcome.put("code", "COUNT_MISSING");
        outcome.put("text", Map.of("vi", "Thiếu số đếm", "en", "The count is missing"));
        return outcome;
    }

    private Map<?, ?> post(String path, Object body) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(api + path))
            .header("Authorization", "Bearer " + token).header("Content-Type", "application/json")
            .timeout(Duration.ofSeconds(WAIT_SECONDS + 15)).POST(HttpRequest.BodyPublishers.ofString(Json.write(body))).build();
        HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
        if (response.statusCode() != 200) throw new IllegalStateException("POST " + path + " was answered " + response.statusCode() + ": " + response.body());
        return (Map<?, ?>) new Json(response.body()).value();
    }

    /** As much JSON as the sample needs, so that it can be run with nothing but a JDK; a real worker takes a library. */
    private static final class Json {
        private final String text;
        private int at;

        Json(String text) {
            this.text = text;
        }

        static String write(Object value) {
            if (value instanceof Map<?, ?> map) {
                List<String> members = new ArrayList<>();
                map.forEach((name, member) -> members.add(write(String.valueOf(name)) + ":" + write(member)));
                return "{" + String.join(",", members) + "}";
            }
            if (value instanceof List<?> list) return "[" + String.join(",", list.stream().map(Json::write).toList()) + "]";
            if (value instanceof String string) {
                StringBuilder quoted = new StringBuilder("\"");
                for (char each : string.toCharArray()) quoted.append(each < ' ' || each == '"' || each == '\\' ? String.format("\\u%04x", (int) each) : String.valueOf(each));
                return quoted.append('"').toString();
            }
            return String.valueOf(value);
        }

        Object value() {
            skip();
            char first = text.charAt(at);
            if (first == '{') return object();
            if (first == '[') return list();
            if (first == '"') return string();
            int from = at;
            while (at < text.length() && ",]} \n\r\t".indexOf(text.charAt(at)) < 0) at += 1;
            String word = text.substring(from, at);
            return switch (word) {
                case "true" -> true;
                case "false" -> false;
                case "null" -> null;
                default -> Double.valueOf(word);
            };
        }

        private Map<String, Object> object() {
            Map<String, Object> members = new LinkedHashMap<>();
            for (at += 1; !ends('}'); ) {
                skip();
                String name = string();
                skip();
                at += 1; // the colon
                members.put(name, value());
            }
            return members;
        }

        private List<Object> list() {
            List<Object> items = new ArrayList<>();
            for (at += 1; !ends(']'); ) items.add(value());
            return items;
        }

        private boolean ends(char bracket) {
            skip();
            if (text.charAt(at) == ',') at += 1;
            skip();
            if (text.charAt(at) != bracket) return false;
            at += 1;
            return true;
        }

        private String string() {
            StringBuilder read = new StringBuilder();
            for (at += 1; text.charAt(at) != '"'; at += 1) {
                if (text.charAt(at) != '\\') {
                    read.append(text.charAt(at));
                    continue;
                }
                at += 1;
                char escaped = text.charAt(at);
                if (escaped == 'u') {
                    read.append((char) Integer.parseInt(text.substring(at + 1, at + 5), 16));
                    at += 4;
                } else {
                    int known = "nrtbf".indexOf(escaped);
                    read.append(known < 0 ? escaped : "\n\r\t\b\f".charAt(known));
                }
            }
            at += 1;
            return read.toString();
        }

        private void skip() {
            while (at < text.length() && Character.isWhitespace(text.charAt(at))) at += 1;
        }
    }
}
