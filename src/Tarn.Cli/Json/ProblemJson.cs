using System.Text.Json;

namespace Tarn.Cli.Json;

/// <summary>Problems: <c>code, what, where, next</c>, and of conflicts between commits <c>conflict</c>.</summary>
internal static class ProblemJson
{
    public static void Write(Utf8JsonWriter json, string name, IEnumerable<Problem> problems) =>
        json.Array(name, problems, problem => json.Object(() =>
        {
            json.WriteString("code", problem.Code);
            json.WriteString("what", problem.What);
            json.WriteString("where", problem.Where);
            json.WriteString("next", problem.Next);
            if (problem.Conflict is { } conflict)
                json.Object("conflict", () => ConflictJson.Members(json, conflict));
        }));
}
