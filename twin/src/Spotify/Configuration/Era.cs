namespace Twin.Spotify.Configuration;

/// <summary>The shapes that the Web API has had: the same playlist under different names.</summary>
public enum Era
{
    /// <summary>Before November 2024, and apps with extended quota since: <c>/tracks</c>, <c>track</c>.</summary>
    Legacy,

    /// <summary>Apps in development mode since February 2026: <c>/items</c>, <c>item</c>, fewer fields.</summary>
    Development2026,
}
