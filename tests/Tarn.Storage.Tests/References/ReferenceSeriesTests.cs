using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Tarn.Storage.Memory;
using Tarn.Storage.References;

namespace Tarn.Storage.Tests.References;

public sealed class ReferenceSeriesTests : IDisposable
{
    private static readonly DateTimeOffset _later = DateTimeOffset.UtcNow.AddDays(1);
    private readonly MemoryObjectStore _store = new("refs");

    public void Dispose() => _store.Dispose();

    [Fact]
    public async Task A_reference_that_was_never_made_has_no_head() => (await Series().HeadAsync()).ShouldBeNull();

    [Fact]
    public async Task Names_count_down_so_that_the_head_is_listed_first()
    {
        var series = Series();
        var first = await series.MoveAsync(null, Bytes("one"));
        await series.MoveAsync(first, Bytes("two"));
        (await _store.ListAsync("").Select(entry => entry.Key).ToListAsync()).ShouldBe(
            ["refs/a/09999999999999999998.json", "refs/a/09999999999999999999.json"]);
        var head = (await Series().HeadAsync()).ShouldNotBeNull();
        (head.Number, Text(head)).ShouldBe((2, "two"));
    }

    [Fact]
    public async Task Whoever_expects_an_old_head_has_lost_the_race()
    {
        var series = Series();
        var first = await series.MoveAsync(null, Bytes("one"));
        (await series.MoveAsync(first, Bytes("two"))).ShouldNotBeNull();
        (await Series().MoveAsync(first, Bytes("other two"))).ShouldBeNull();
        (await Series().MoveAsync(null, Bytes("other one"))).ShouldBeNull();
        Text((await series.HeadAsync())!).ShouldBe("two");
    }

    [Fact]
    public async Task A_remembered_head_is_not_believed_when_another_has_moved_on()
    {
        var (mine, theirs) = (Series(), Series());
        var first = await mine.MoveAsync(null, Bytes("one"));
        for (var number = 2; number < 50; number++)
        {
            first = await theirs.MoveAsync(first, Bytes($"{number}"));
            (await mine.HeadAsync())!.Number.ShouldBe(number);
        }
    }

    [Fact]
    public async Task Pruning_keeps_the_newest_and_the_young()
    {
        var series = await MovedAsync(10);
        (await series.PruneAsync(3, DateTimeOffset.UtcNow.AddDays(-1))).ShouldBe(0);
        (await series.PruneAsync(3, _later)).ShouldBe(7);
        (await series.LogAsync().Select(entry => entry.Number).ToListAsync()).ShouldBe([10, 9, 8]);
        (await Series().HeadAsync())!.Number.ShouldBe(10);
    }

    [Fact]
    public async Task A_mover_that_paused_until_its_place_was_pruned_has_lost_and_leaves_nothing()
    {
        var series = await MovedAsync(4);
        var paused = await series.HeadAsync();
        for (var number = 5; number <= 20; number++)
            await series.MoveAsync(await series.HeadAsync(), Bytes($"{number}"));
        await series.PruneAsync(3, _later);

        (await Series().MoveAsync(paused, Bytes("late"))).ShouldBeNull();
        (await series.LogAsync().Select(entry => entry.Number).ToListAsync()).ShouldBe([20, 19, 18]);
    }

    [Fact]
    public async Task A_mover_is_not_deceived_by_what_another_late_mover_left_in_its_predecessors_place()
    {
        var series = await MovedAsync(4);
        var paused = await series.HeadAsync();
        for (var number = 5; number <= 20; number++)
            await series.MoveAsync(await series.HeadAsync(), Bytes($"{number}"));
        await series.PruneAsync(3, _later);
        await _store.CreateAsync("refs/a/09999999999999999996.json", Bytes("left by a mover that crashed"));

        (await Series().MoveAsync(paused, Bytes("late"))).ShouldBeNull();
        (await Series().HeadAsync())!.Number.ShouldBe(20);
    }

    [Fact]
    public async Task A_maker_that_paused_finds_the_reference_made_however_much_was_pruned()
    {
        var series = await MovedAsync(20);
        await series.PruneAsync(1, _later);
        (await Series().MoveAsync(null, Bytes("late"))).ShouldBeNull();
    }

    [Fact]
    public async Task A_head_that_was_the_first_entry_is_not_believed_when_all_that_followed_it_was_pruned()
    {
        var (mine, theirs) = (Series(), Series());
        var first = await mine.MoveAsync(null, Bytes("one"));
        var head = first;
        for (var number = 2; number <= 10; number++)
            head = await theirs.MoveAsync(head, Bytes($"{number}"));
        await theirs.PruneAsync(3, _later);

        Text((await mine.HeadAsync())!).ShouldBe("10");
        (await mine.MoveAsync(first, Bytes("late"))).ShouldBeNull();
        (await mine.HasMovedAsync(first, Bytes("late"))).ShouldBeFalse();
        (await Series().LogAsync().Select(entry => entry.Number).ToListAsync()).ShouldBe([10, 9, 8]);
    }

    [Fact]
    public async Task A_reference_that_is_taken_away_has_no_head_for_anybody_and_whoever_moves_it_has_lost()
    {
        var series = await MovedAsync(5);
        var paused = await Series().HeadAsync();
        await Series().RemoveAsync((await series.HeadAsync())!);
        (await series.HeadAsync()).ShouldBeNull();
        (await Series().MoveAsync(paused, Bytes("late"))).ShouldBeNull();
        (await _store.ListAsync("").CountAsync()).ShouldBe(0);
    }

    [Fact]
    public async Task A_reference_that_moved_on_is_not_taken_away()
    {
        var series = await MovedAsync(5);
        var judged = (await series.HeadAsync())!;
        await series.MoveAsync(judged, Bytes("six"));
        await Series().RemoveAsync(judged);
        Text((await series.HeadAsync())!).ShouldBe("six");
        (await series.LogAsync().CountAsync()).ShouldBe(1);
    }

    [Fact]
    public async Task Whether_a_move_happened_can_be_asked_after_its_answer_was_lost()
    {
        var series = await MovedAsync(3);
        var head = await series.HeadAsync();
        (await series.HasMovedAsync(head, Bytes("four"))).ShouldBeFalse();
        await Series().MoveAsync(head, Bytes("four"));
        (await series.HasMovedAsync(head, Bytes("four"))).ShouldBeTrue();
        (await series.HasMovedAsync(head, Bytes("another four"))).ShouldBeFalse();
    }

    [Fact]
    public async Task A_foreign_object_in_the_folder_is_no_entry()
    {
        await _store.CreateAsync("refs/a/00-readme.txt", Bytes("hello"));
        await _store.CreateAsync("refs/a/99999999999999999999.json", Bytes("hello"));
        (await Series().HeadAsync()).ShouldBeNull();
        await MovedAsync(2);
        (await Series().HeadAsync())!.Number.ShouldBe(2);
    }

    [Fact]
    public void Racing_threads_lose_no_move_and_double_none() =>
        Prop.ForAll(Gen.Choose(1, 8).ToArbitrary(), Gen.Choose(1, 30).ToArbitrary(), (racers, moves) =>
        {
            using var store = new MemoryObjectStore("race");
            var shared = new ReferenceSeries(store, "r/");
            Task.WhenAll(Enumerable.Range(0, racers).Select(racer => Task.Run(() => RaceAsync(racer % 2 == 0 ? shared : new(store, "r/"), racer, moves)))).Wait();
            var values = shared.LogAsync().Select(Text).ToListAsync().AsTask().Result;
            return values.Count == racers * moves && values.Distinct(StringComparer.Ordinal).Count() == values.Count;
        }).QuickCheckThrowOnFailure();

    private static async Task RaceAsync(ReferenceSeries series, int racer, int moves)
    {
        for (var done = 0; done < moves;)
        {
            if (await series.MoveAsync(await series.HeadAsync(), Bytes($"{racer}-{done}")) is not null)
                done++;
        }
    }

    private async Task<ReferenceSeries> MovedAsync(int count)
    {
        var series = Series();
        ReferenceEntry? head = null;
        for (var number = 1; number <= count; number++)
            head = await series.MoveAsync(head, Bytes($"{number}"));
        return series;
    }

    private ReferenceSeries Series() => new(_store, "refs/a/");

    private static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);

    private static string Text(ReferenceEntry entry) => Encoding.UTF8.GetString(entry.Value);
}
