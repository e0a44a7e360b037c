using System.Web;

namespace Tarn.Core.Tests.Sources.Rest;

/// <summary>What a stub was asked; Index counts the requests before this one.</summary>
internal sealed record StubRequest(string Method, string Target, IReadOnlyDictionary<string, string> Headers, string Body, int Index)
{
    public string Path => Target.Split('?')[0];

    public string? Query(string name) => HttpUtility.ParseQueryString(Target.Contains('?') ? Target[(Target.IndexOf('?') + 1)..] : "")[name];
}
