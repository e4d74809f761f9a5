// Asks the server and says what came of it: JSON, or an Error whose message can stand on the screen.

export async function ask(address, { post } = {}) {
  const headers = { "X-Requested-With": "fetch" };
  if (post) headers["X-CSRFToken"] = document.querySelector("[name=csrfmiddlewaretoken]").value;
  let answer, said;
  try {
    answer = await fetch(address, { method: post ? "POST" : "GET", body: post, headers });
    const isJson = answer.headers.get("Content-Type")?.startsWith("application/json");
    said = isJson ? await answer.json() : {};
  } catch {
    throw new Error("서버의 응답을 받지 못하였습니다. 처리 결과를 확인하십시오.");
  }
  if (answer.status === 401) {
    window.top.location.assign(said.expired);
    return new Promise(() => {}); // the page is leaving: nobody waits for an answer any more
  }
  if (!answer.ok) throw new Error(said.alert ?? `처리 중 오류가 발생하였습니다. 잠시 후 다시 시도하십시오. (HTTP ${answer.status})`);
  return said;
}
