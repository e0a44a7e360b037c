// Moves a reference a number of times against other processes that do the same: racer <folder> <name> <moves> <bytes>.
// Every value says who wrote it and ends with "end", so that a torn or lost one is seen.
using System.Globalization;
using System.Text;
using Tarn.Storage.Local;
using Tarn.Storage.References;

var (folder, name) = (args[0], args[1]);
var moves = int.Parse(args[2], CultureInfo.InvariantCulture);
var padding = new string('.', int.Parse(args[3], CultureInfo.InvariantCulture));
var store = new LocalObjectStore(folder);
var series = new ReferenceSeries(store, "refs/race/");
for (var done = 0; done < moves;)
{
    var head = await series.HeadAsync();
    var value = Encoding.UTF8.GetBytes($"{name} {done} {padding} end");
    if (await series.MoveAsync(head, value) is null)
        continue;
    if (done++ == 0)
        Console.WriteLine("ready");
    await store.CreateAsync($"objects/{name}/{done}", value);
}
