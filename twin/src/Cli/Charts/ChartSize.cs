namespace Twin.Cli.Charts;

/// <summary>The two sizes that each chart is drawn in; the style sheet shows the one that fits.</summary>
internal enum ChartSize
{
    Wide,
    Narrow,
}
