namespace Tarn.Iceberg.Types;

/// <summary>The proleptic Gregorian calendar for any number of days, beyond the years 1 to 9999 that .NET's dates hold.</summary>
/// <param name="Year">Astronomical: 0 is 1 BC.</param>
/// <param name="Month">1 to 12.</param>
/// <param name="Day">1 to 31.</param>
internal readonly record struct CivilDate(int Year, int Month, int Day)
{
    private const int DaysOf400Years = 146_097;

    /// <summary>Days from 0000-03-01, where eras of 400 years start, to 1970-01-01.</summary>
    private const int EpochOffset = 719_468;

    /// <summary>Months since 1970-01.</summary>
    public int MonthsSinceEpoch => ((Year - 1970) * 12) + Month - 1;

    /// <summary>The date that many days after 1970-01-01.</summary>
    public static CivilDate FromDays(int days)
    {
        var shifted = (long)days + EpochOffset;
        var era = shifted >= 0 ? shifted / DaysOf400Years : (shifted - DaysOf400Years + 1) / DaysOf400Years;
        var dayOfEra = (int)(shifted - (era * DaysOf400Years));
        var yearOfEra = (dayOfEra - (dayOfEra / 1460) + (dayOfEra / 36_524) - (dayOfEra / 146_096)) / 365;
        var dayOfYear = dayOfEra - ((365 * yearOfEra) + (yearOfEra / 4) - (yearOfEra / 100));
        var shiftedMonth = ((5 * dayOfYear) + 2) / 153;
        var month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9;
        var year = (int)((era * 400) + yearOfEra + (month <= 2 ? 1 : 0));
        return new CivilDate(year, month, dayOfYear - (((153 * shiftedMonth) + 2) / 5) + 1);
    }

    /// <summary>ISO 8601; years beyond 9999 carry a plus.</summary>
    public override string ToString() => $"{YearText}-{Month:00}-{Day:00}";

    /// <summary>The year of ISO 8601, four digits or more.</summary>
    public string YearText => TextOf(Year);

    /// <summary>A year as ISO 8601 has it.</summary>
    public static string TextOf(int year) => year > 9999 ? $"+{year}" : year < 0 ? $"-{-(long)year:0000}" : $"{year:0000}";
}
