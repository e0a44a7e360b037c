using Tarn.Maintenance;

namespace Tarn.Lakehouse;

/// <content>Upkeep.</content>
public sealed partial class Lakehouse
{
    /// <summary>Keeps the lake up: files written anew, old history and files that nothing names taken away.</summary>
    /// <exception cref="TarnException">As <see cref="LakeMaintenance.RunAsync"/>.</exception>
    public Task<MaintenanceReport> MaintainAsync(MaintenanceRequest request, IProgress<MaintenanceEvent>? progress = null, CancellationToken cancel = default) =>
        new LakeMaintenance(
            new MaintenanceParts { Catalog = Catalog, Tables = Tables, Engine = () => Engine, Ids = Ids },
            request,
            progress ?? new Progress<MaintenanceEvent>()).RunAsync(cancel);
}
