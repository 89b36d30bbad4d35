namespace Twin.Host.History;

public static class Counted
{
    /// <summary>A number and what it counts: <c>1 month</c>, <c>1,200 months</c>.</summary>
    public static string Text(long count, string one) =>
        string.Create(CultureInfo.InvariantCulture, $"{count:#,0} {one}{(count == 1 ? "" : "s")}");
}
