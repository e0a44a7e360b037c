using Tarn.Sources.Rest;

namespace Tarn.Core.Tests.Sources.Rest;

public sealed class LinkHeaderTests
{
    [Theory]
    [InlineData("<https://a/2>; rel=\"next\"", "https://a/2")]
    [InlineData("<https://a/1>; rel=\"prev\", <https://a/3>; rel=\"next\", <https://a/9>; rel=last", "https://a/3")]
    [InlineData("<https://a/?q=x,y;z>; rel=next", "https://a/?q=x,y;z")]
    [InlineData("<a>; title=\"one, two; rel=next\"; rel=prev, <b>; rel=\"start NEXT\"", "b")]
    [InlineData("<a> ; rel = \"next\"", "a")]
    [InlineData("<a>; title=\"quoted \\\" sign\"; rel=next", "a")]
    [InlineData("<a>; rel=prev; rel=next", null)]
    [InlineData("<a>; rel=\"nextish\"", null)]
    [InlineData("<a>; next", null)]
    [InlineData("<a", null)]
    [InlineData("", null)]
    public void The_target_of_the_next_relation(string field, string? target) =>
        LinkHeader.Target(field, "next").ShouldBe(target);
}
