namespace Infra.Monitoring.Alarms;

/// <summary>The age from which somebody should get a new refresh token.</summary>
public static class OldRefreshToken
{
    /// <summary>The days since the user agreed: Spotify ends the token after six months, so one month is
    /// left.</summary>
    public const int Days = 150;
}
