namespace Twin.Declaration;

public enum NodeShape
{
    /// <summary>A box: for a resource that works.</summary>
    Box,

    /// <summary>A cylinder: for a resource that stores data.</summary>
    Cylinder,

    /// <summary>A hexagon: for a resource that starts work.</summary>
    Hexagon,

    /// <summary>A slanted box: for a resource that passes messages on.</summary>
    Slanted,
}
