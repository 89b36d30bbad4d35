namespace Infra.Monitoring.Dashboards;

/// <summary>The part of a dashboard that a person sees without scrolling.</summary>
/// <remarks>AWS documents the 24 columns of the grid, and no height of a row. The console draws a row about as high
/// as a column of a small screen is wide, 50 pixels. On a screen of 1280 by 800 pixels, about 600 are left below the
/// bars of the browser and of the console.</remarks>
public static class FirstScreen
{
    /// <summary>The height, in rows of the grid.</summary>
    public const int Rows = 12;
}
