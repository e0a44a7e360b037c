using Tarn.Cli.Reports;

namespace Tarn.Cli.Tests.Reports;

public sealed class CallingTests
{
    private readonly Calling _calling = new("./tarn", " --project 'my shop'");

    [Theory]
    [InlineData("Look: tarn query --at main \"select 1\"", "Look: ./tarn query --project 'my shop' --at main \"select 1\"")]
    [InlineData("'tarn run --resume 1' goes on.", "'./tarn run --project 'my shop' --resume 1' goes on.")]
    [InlineData("'tarn table list' shows all.", "'./tarn table list --project 'my shop'' shows all.")]
    [InlineData("Run 'tarn init' there.", "Run './tarn init' there.")]
    [InlineData("Use a newer tarn.", "Use a newer tarn.")]
    [InlineData("/bin/tarn run and ./tarn run", "/bin/tarn run and ./tarn run")]
    public void A_command_in_a_text_is_written_as_the_user_types_it(string text, string typed) => _calling.In(text).ShouldBe(typed);

    [Theory]
    [InlineData("lakes/shop-1", "lakes/shop-1")]
    [InlineData("my shop", "'my shop'")]
    [InlineData("it's", @"'it'\''s'")]
    [InlineData("$HOME", "'$HOME'")]
    public void A_word_that_a_shell_would_change_is_quoted(string word, string quoted) => Calling.Quoted(word).ShouldBe(quoted);
}
