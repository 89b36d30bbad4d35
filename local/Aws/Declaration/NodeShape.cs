namespace Local.Aws.Declaration;

/// <summary>The shape of a resource in diagrams.</summary>
public enum NodeShape
{
    /// <summary>A box: what does work.</summary>
    Box,

    /// <summary>A cylinder: what keeps data.</summary>
    Cylinder,

    /// <summary>A hexagon: what starts work.</summary>
    Hexagon,

    /// <summary>A slanted box: what passes messages on.</summary>
    Slanted,
}
