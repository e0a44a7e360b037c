namespace Tarn.DuckDb;

/// <summary>The kinds of DuckDB's errors, with the numbers of the C API (duckdb_error_type).</summary>
public enum DuckDbErrorType
{
    /// <summary>DuckDB named no kind.</summary>
    Invalid = 0,

    /// <summary>A number outside of its type.</summary>
    OutOfRange = 1,

    /// <summary>A value that cannot be cast.</summary>
    Conversion = 2,

    /// <summary>A type that is not known.</summary>
    UnknownType = 3,

    /// <summary>A decimal that does not fit.</summary>
    Decimal = 4,

    /// <summary>Types that do not fit each other.</summary>
    MismatchType = 5,

    /// <summary>A division by zero.</summary>
    DivideByZero = 6,

    /// <summary>An object that is too big.</summary>
    ObjectSize = 7,

    /// <summary>A type that may not stand here.</summary>
    InvalidType = 8,

    /// <summary>Stored bytes that cannot be read.</summary>
    Serialization = 9,

    /// <summary>A transaction that cannot go on.</summary>
    Transaction = 10,

    /// <summary>Something that DuckDB does not do.</summary>
    NotImplemented = 11,

    /// <summary>An expression that cannot be evaluated.</summary>
    Expression = 12,

    /// <summary>A table, view, function or schema that is not there, or is there already.</summary>
    Catalog = 13,

    /// <summary>Text that is not SQL.</summary>
    Parser = 14,

    /// <summary>A statement that cannot be planned.</summary>
    Planner = 15,

    /// <summary>A fault of the scheduler.</summary>
    Scheduler = 16,

    /// <summary>A fault of the executor.</summary>
    Executor = 17,

    /// <summary>A row that breaks a constraint.</summary>
    Constraint = 18,

    /// <summary>A fault of an index.</summary>
    Index = 19,

    /// <summary>A fault of statistics.</summary>
    Stat = 20,

    /// <summary>A connection that is not usable.</summary>
    Connection = 21,

    /// <summary>A fault of syntax found after parsing.</summary>
    Syntax = 22,

    /// <summary>A setting that is wrong or locked.</summary>
    Settings = 23,

    /// <summary>A name or a type that does not resolve.</summary>
    Binder = 24,

    /// <summary>A fault of the network.</summary>
    Network = 25,

    /// <summary>A fault of the optimizer.</summary>
    Optimizer = 26,

    /// <summary>A fault of memory inside DuckDB.</summary>
    NullPointer = 27,

    /// <summary>A file that cannot be read or written.</summary>
    IO = 28,

    /// <summary>The query was interrupted.</summary>
    Interrupt = 29,

    /// <summary>The database is no longer usable.</summary>
    Fatal = 30,

    /// <summary>A fault of DuckDB itself.</summary>
    Internal = 31,

    /// <summary>An argument that is not valid; also every error of a C# function.</summary>
    InvalidInput = 32,

    /// <summary>The memory limit was reached.</summary>
    OutOfMemory = 33,

    /// <summary>Something that the settings forbid.</summary>
    Permission = 34,

    /// <summary>A parameter whose type is open.</summary>
    ParameterNotResolved = 35,

    /// <summary>A parameter where none may stand.</summary>
    ParameterNotAllowed = 36,

    /// <summary>An entry that others depend on.</summary>
    Dependency = 37,

    /// <summary>An answer of a web server.</summary>
    Http = 38,

    /// <summary>An extension that is not loaded.</summary>
    MissingExtension = 39,

    /// <summary>An extension that could not be loaded.</summary>
    Autoload = 40,

    /// <summary>A fault of a sequence.</summary>
    Sequence = 41,

    /// <summary>A setting of the database that DuckDB refuses.</summary>
    InvalidConfiguration = 42,

    /// <summary>Stored data that is damaged.</summary>
    DataCorruption = 43,
}
