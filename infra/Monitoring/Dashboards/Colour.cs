namespace Infra.Monitoring.Dashboards;

/// <summary>The colours with a meaning, which colour-blind readers can tell from each other. Every other line has the
/// next colour of CloudWatch's.</summary>
internal static class Colour
{
    public const string Good = "#1f77b4";
    public const string Waiting = "#ff7f0e";
    public const string Refused = "#9467bd";
    public const string Bad = "#d62728";
}
