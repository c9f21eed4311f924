export const RUN_USAGE = `lienthong procedure run MODEL.bpmn [--process ID] [--input VARS.json] [--answers FILE.jsonl]
                        [--until TIME] [--start TIME] [--lang vi|en] [--json] [--verbose]
lienthong procedure run --cases FILE.jsonl|- [--lang vi|en] [--verbose]

Chạy thử một quy trình trong bộ nhớ, cùng một động cơ như khi vận hành, với đồng hồ ảo; không cần máy chủ.
Runs a process in memory with the engine that runs dossiers, and a virtual clock; no server.

--process    quy trình trong tệp / a process of the file; else its main one
--input      biến ban đầu / the variables it starts with: a JSON object
--answers    câu trả lời, mỗi dòng một / one answer a line (or a JSON list):
             {"element"|"message"|"signal": ID OR NAME, "variables"?: {…}, "error"?: CODE, "fact"?: NAME,
              "after"?: "PT2H", "correlationKey"?: "…", "timeToLive"?: "PT1H"}
--until      dừng đồng hồ / stop the clock: a duration after the start (PT2H) or a moment with its offset
--start      giờ bắt đầu / when the clock starts; 2026-01-05T08:00:00+07:00 unless said
--json       mỗi sự kiện một dòng JSON, dòng cuối là kết quả / one JSON line for each event, the last is the outcome;
             so also when nobody looks at a terminal
--cases      nhiều trường hợp, mỗi dòng một; - là đầu vào chuẩn / many cases, one a line, - is standard input:
             {"id","model","process"?,"input"?,"answers"?,"until"?,"start"?}; paths are relative to the file; one line each:
             {"id","outcome","variables","waiting"?,"incident"?,"findings"?,"events"}
--verbose    cả các phiên khác của tệp / also the other instances of the file that have not ended ("others")

Thế nào là trả lời / how answers are used
  element    a step by its id, else by its name; when the step opens. \`error\` throws that BPMN error instead; \`fact\` completes it by one
             of the public facts the model names (lienthong:completedBy), said by its name or outcome. Any message, signal or
             condition that waits can be named by its event's id as well: it happens there (a condition: the variables are set).
  message    by name, or by its id in the file. It waits from the start until something takes it, and a process takes it once; a running
             instance goes before a start event. Without correlationKey it fits every subscription of that name.
  signal     as soon as somebody waits for it; everybody who waits then hears it.
  after      element: after the step opened, and the answer belongs to that step even if it is cut off before; message, signal: after the
             start (a message is then kept for its timeToLive, a signal only reaches who waits).
  Each answer is used once, in the order of the file where several could be used at the same moment; timers that are due go first. A step
  whose answers are used up waits. What a model throws reaches its other instances; what nobody takes is dropped at the end.
  A process that only starts by a message, signal, timer or condition waits for it; timers happen by themselves.

Kết quả / outcome (the main instance, once nothing can happen any more)
  completed  it ended
  waiting    "waiting" names the tasks, catch events and targets of event gateways that wait; also where timers go round for ever
  incident   the first open one: {"code","element","text"}
  refused    the model cannot be published, or the case is wrong (rule case-invalid): "findings"

Ví dụ / examples
  lienthong procedure run permit.bpmn --input '{"area": 120}'
  lienthong procedure run permit.bpmn --answers answers.jsonl --until P30D --json | jq -c 'select(.type=="JobOpened")'
  lienthong procedure run --cases cases.jsonl > answers.jsonl

Giới hạn / limits: 200,000 events, 10,000 timer firings and 100 years a case; 30 s of a processor's time in a batch.

Mã kết thúc / exit codes
  0 chạy xong hoặc đang chờ; với --cases: mọi dòng đã có câu trả lời    completed or waiting; with --cases: every line was answered
  1 quy trình hoặc trường hợp bị từ chối                                refused
  2 thiếu tham số, không đọc được tệp                                   wrong arguments, unreadable file
  3 sự cố                                                               an incident
 70 lỗi của chương trình                                                a bug`;
