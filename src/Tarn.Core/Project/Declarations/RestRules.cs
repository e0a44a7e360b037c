using Tarn.Project.Shapes;
using Tarn.Project.Yaml;

namespace Tarn.Project.Declarations;

/// <summary>What must hold between the keys of <c>rest</c>, the source's defaults laid under the resource's.</summary>
internal sealed class RestRules(ProblemList problems)
{
    public void Check(YamlNode.Map rest)
    {
        foreach (var key in RestShape.Keys.Entries.Where(k => k.Name is "base_url" or "path" && rest[k.Name] is null))
            problems.MissingKey($"'rest' needs the key '{key.Name}', here or in the source.", rest.Place, $"Write {key.Name}: {key.Example}");
        if (rest.MapOf("auth") is { } auth)
            CheckAuth(auth);
        if (rest.MapOf("paging") is { } paging)
            CheckPaging(paging);
        if (rest.MapOf("retry") is { } retry && retry.DurationOf("backoff_max") is { } longest && longest < (retry.DurationOf("backoff") ?? TimeSpan.FromSeconds(1)))
            problems.BadValue("'backoff_max' is shorter than 'backoff'.", retry["backoff_max"]!.Place, "Write a longest wait that is not below the first.");
    }

    private void CheckAuth(YamlNode.Map auth)
    {
        if (auth.TextOf("type") is "api_key" && auth["header"] is null == auth["query"] is null)
            problems.MissingKey("api_key auth needs exactly one of the keys 'header' and 'query'.", auth.Place, "Write header: X-Api-Key, or query: api_key");
    }

    private void CheckPaging(YamlNode.Map paging)
    {
        if (paging.TextOf("type") is "page_number" && paging["size"] is null != paging["size_param"] is null)
            problems.MissingKey("page_number paging needs both of 'size' and 'size_param', or neither.", paging.Place, "Write size_param: per_page and size: 100");
    }
}
